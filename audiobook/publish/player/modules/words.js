// What the player says, in the language of the book: words, times, keys.
import { book } from "./book.js";

const WORDS = {
  zh: {
    skip: "跳到正文", contents: "目录", library: "全部书", display: "显示设置", help: "快捷键", subscribe: "用播客软件订阅",
    study: "复习", controls: "播放控制", position: "播放位置", speed: "语速", sleep: "定时", play: "播放", pause: "暂停",
    previousSentence: "上一句", nextSentence: "下一句", back15: "后退 15 秒", forward15: "前进 15 秒", misread: "读错了？",
    textSize: "字号", smaller: "小一点", larger: "大一点", theme: "颜色", auto: "跟随系统", light: "浅色", dark: "深色",
    follow: "正文跟着朗读滚动", close: "关闭", keys: "快捷键", copy: "复制",
    misreadHow: "把“读作”改成正确的读法（汉字或拼音）。改好的这一行放进 lexicon.tsv，再生成一次，就只重读这一句。",
    written: "原文", readAs: "读作", line: "词表的一行", copied: "已复制", notCopied: "请手动复制这一行",
    terms: "关键词", recap: "要点", questions: "回想一下", bookTerms: "全书关键词", toSentence: "听原句",
    off: "不定时", minutes: "{n} 分钟", end: "本篇结束", asleep: "定时已到，已暂停", left: "剩 {t}", sleepIn: "{n} 分钟后停",
    coming: "制作中", heard: "已听完", resume: "接着上次：{t}", broken: "这一篇的音频放不出来", toVoice: "回到朗读处", skipReviews: "放完一篇不放复习", minutesLeft: "剩 {n} 分钟",
    noNetwork: "没有网络，恢复后自动继续", waiting: "正在等网络……",
    textComes: "正文载入中……",
    megabytes: "{n} MB", keep: "存到本机", unkeep: "从本机移除", keepingPart: "正在存到本机", download: "下载",
    keptNone: "存到本机的，没有网络也能听", keptSum: "本机已存 {n} 篇，{t}", keepAll: "全部存到本机（{t}）", unkeepHeard: "移除听过的",
    noRoom: "本机空间不够，先移除几篇", notKept: "没有存成，请再试一次",
    search: "全书查找", searching: "{n} 处（已查 {done} / {all} 篇）", found: "{n} 处", notSearched: "，{n} 篇没能载入",
    mark: "记下这一句", marked: "已记下", notebook: "书签和笔记", noMoments: "还没有。播放时按书签键（键盘 B），那一句就记在这里。", note: "笔记", remove: "删除",
    loop: "这一句反复听", share: "分享此处", send: "发送", toComputer: "发到电脑", computerHasIt: "电脑已记下；再生成一次，就按这个读", computerRefused: "电脑没有收：{why}", notSent: "没有发成，请再试一次", largePlayer: "展开播放器", smallPlayer: "收起播放器",
    headsetMarks: "耳机的“上一首”键：记下这一句",
    quiz: "小测验", quizDue: "{n} 题到期", quizPlace: "第 {n} 题，共 {all} 题 · {title}", hearQuestion: "听题", reveal: "看答案", toText: "到原文处",
    quizHow: "记得怎样", again: "不会", hard: "勉强", good: "会", easy: "很熟", soon: "稍后再问", inDays: "{n} 天后", quizReads: "自动读题和原句",
    quizSum: "{all} 题里 {n} 题一次就会。", quizNone: "现在没有到期的题。", quizNext: "下一题 {t} 到期。", quizMore: "再学几道新题", quizHere: "只测这一篇",
    exportProgress: "导出进度", importProgress: "导入进度", imported: "已导入 {n} 题的进度", noExcerpt: "这一段现在放不出来", noQuestions: "题目没能载入，请再试一次",
    noProgress: "这不是测验进度文件", otherProgress: "这是另一本书的进度", newerProgress: "这份进度出自更新的版本",
    synthetic: "合成语音：{voice}",
    keyList: [["空格", "播放、暂停"], ["← →", "后退、前进 15 秒"], ["Shift + ← →", "上一句、下一句"], ["[ ]", "慢一点、快一点"],
      ["N P", "下一篇、上一篇"], ["B", "记下这一句"], ["L", "这一句反复听"], ["/", "全书查找"], ["M", "这一句读错了"], ["Q", "小测验"], ["D", "深色、浅色"], ["+ −", "字号"], ["?", "快捷键"]],
  },
  en: {
    skip: "Skip to text", contents: "Contents", library: "All books", display: "Display", help: "Keys", subscribe: "Subscribe in a podcast app",
    study: "Review", controls: "Player", position: "Position", speed: "Speed", sleep: "Timer", play: "Play", pause: "Pause",
    previousSentence: "Previous sentence", nextSentence: "Next sentence", back15: "Back 15 seconds", forward15: "Forward 15 seconds", misread: "Misread?",
    textSize: "Text size", smaller: "Smaller", larger: "Larger", theme: "Colours", auto: "As the system", light: "Light", dark: "Dark",
    follow: "Scroll with the voice", close: "Close", keys: "Keys", copy: "Copy",
    misreadHow: "Correct what is read. Put the line into lexicon.tsv and build again: only this sentence is spoken anew.",
    written: "Written", readAs: "Read as", line: "Line for the lexicon", copied: "Copied", notCopied: "Please copy the line by hand",
    terms: "Key terms", recap: "In short", questions: "Do you recall?", bookTerms: "Key terms of the book", toSentence: "Hear it",
    off: "Off", minutes: "{n} min", end: "End of part", asleep: "Time is up: paused", left: "{t} left", sleepIn: "stops in {n} min",
    coming: "in the making", heard: "heard", resume: "Going on at {t}", broken: "The audio of this part cannot be played",
    toVoice: "Back to the voice", skipReviews: "Do not play reviews after an article", minutesLeft: "{n} min left",
    noNetwork: "No network; goes on by itself", waiting: "Waiting for the network …",
    textComes: "The text is on its way …",
    megabytes: "{n} MB", keep: "Keep on this device", unkeep: "Remove from this device", keepingPart: "Being kept", download: "Download",
    keptNone: "What is kept on this device plays without a network", keptSum: "{n} on this device, {t}", keepAll: "Keep all ({t})", unkeepHeard: "Remove what is heard",
    noRoom: "No room left on this device: remove some first", notKept: "It could not be kept; please try again",
    search: "Search the book", searching: "{n} found ({done} of {all} parts searched)", found: "{n} found", notSearched: "; {n} parts could not be loaded",
    mark: "Mark this sentence", marked: "Marked", notebook: "Bookmarks and notes", noMoments: "None yet. Press the bookmark (key B) while listening, and the sentence is kept here.", note: "Note", remove: "Remove",
    loop: "Repeat this sentence", share: "Share this place", send: "Send", toComputer: "Send to the computer", computerHasIt: "The computer has it: said so when the book is built again", computerRefused: "The computer does not take it: {why}", notSent: "It could not be sent; please try again", largePlayer: "Large player", smallPlayer: "Small player",
    headsetMarks: "“Previous” on the headset marks the sentence",
    quiz: "Quiz", quizDue: "{n} due", quizPlace: "Question {n} of {all} · {title}", hearQuestion: "Hear the question", reveal: "Show the answer", toText: "To the text",
    quizHow: "How it went", again: "No", hard: "Hardly", good: "Yes", easy: "At once", soon: "again soon", inDays: "in {n} d", quizReads: "Read questions and sentences aloud",
    quizSum: "{n} of {all} known at the first try.", quizNone: "Nothing is due now.", quizNext: "The next is due on {t}.", quizMore: "Learn some new ones", quizHere: "Quiz on this part",
    exportProgress: "Export progress", importProgress: "Import progress", imported: "Progress with {n} questions added", noExcerpt: "This passage cannot be played now", noQuestions: "The questions could not be loaded; please try again",
    noProgress: "This is no progress of a quiz", otherProgress: "This progress is of another book", newerProgress: "This progress is of a newer version",
    synthetic: "Synthetic voice: {voice}",
    keyList: [["Space", "play, pause"], ["← →", "15 seconds back, forward"], ["Shift + ← →", "previous, next sentence"], ["[ ]", "slower, faster"],
      ["N P", "next, previous part"], ["B", "mark this sentence"], ["L", "repeat this sentence"], ["/", "search the book"], ["M", "this sentence is misread"], ["Q", "quiz"], ["D", "dark, light"], ["+ −", "text size"], ["?", "keys"]],
  },
};
const table = WORDS[book.language.startsWith("zh") ? "zh" : "en"];

export const { keyList } = table;
export const say = (key, values = {}) => table[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

export const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds || 0));
  const tail = `${String(Math.floor(whole / 60) % 60).padStart(whole >= 3600 ? 2 : 1, "0")}:${String(whole % 60).padStart(2, "0")}`;
  return whole >= 3600 ? `${Math.floor(whole / 3600)}:${tail}` : tail;
};
