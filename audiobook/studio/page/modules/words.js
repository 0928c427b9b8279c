// What the page says, in the language of the browser: Chinese or English.
const ZH = {
  skip: "跳到正文", shelf: "工作台", undo: "撤销", redo: "重做", lexicon: "词表", help: "快捷键", drop: "把文件拖到这里",
  dropHow: "文本、网页、Word、EPUB、PDF、字幕、扫描图片，或整个文件夹。文件只存在本机的输出文件夹里。", pickFiles: "选择文件", pickFolder: "选择文件夹", address: "网址或订阅源", list: "网址",
  works: "书刊", queue: "制作队列", parts: "视图", articles: "篇目", listen: "试听和纠错", build: "制作", tools: "修改",
  label: "这一行是", split: "从这里另起一篇", join: "并入上一篇", edit: "改文字", dropLine: "不读这一行", dropArticle: "不读这一篇", up: "本篇上移", down: "本篇下移",
  nextBoundary: "下一处存疑", find: "查找替换", lines: "正文逐行", about: "检查结果", ways: "也可以这样分篇", way: "{n} 篇：{titles}", leftOut: "没有读的", findings: "处理说明",
  nothingYet: "还没有可以听的，先点“制作”；第一篇做好就能听。", mend: "纠正读音", controls: "播放", part: "篇", previousSentence: "上一句", nextSentence: "下一句", play: "播放", pause: "暂停",
  speed: "倍速", misread: "读错了", nextDoubt: "下一个拿不准的读音", sameCommand: "等同的命令", copy: "复制", copied: "已复制", notCopied: "请手动复制",
  engine: "引擎", voice: "声音", rate: "语速", tryVoice: "试听这个声音", buildNow: "开始制作", close: "关闭", save: "保存", findWhat: "查找", replaceWith: "替换为",
  findNext: "查找下一处", replaceAll: "全部替换", found: "{n} 处，在 {m} 行里", written: "原文", readAs: "读作", file: "文件", add: "加入", exportIt: "导出", remove: "移除", keys: "快捷键",
  openIt: "打开", stop: "停止", again: "重试", waiting: "排队中", running: "制作中", done: "完成", failed: "没有做成", cancelled: "已停止",
  reading: "正在读……", uploading: "正在传 {name}……", ready: "可以听了", tracks: "{n} 篇可听", coming: "还有 {n} 篇在做", fresh: "还没有制作",
  minutes: "约 {n} 分钟", expected: "共 {n} 篇，约 {m} 分钟", unsure: "把握 {n}%", restore: "恢复", byHand: "你去掉的", ledger: "共 {letters} 字，读 {read}，不读 {set_aside}，丢失 {lost}",
  noDoubt: "没有存疑的了", noneFound: "没有找到", outdated: "别处改过了，已换成最新的", mended: "改好了，接着放", mending: "正在重做这一篇……",
  hear: "听一听", hearSentence: "听整句", here: "只改这里", book: "本书都改", always: "以后都改", alternatives: "可以读作", why: "依据", valueHow: "正确的读法：拼音（chóng）或要说的话", silent: "不读",
  nothingChosen: "先选一行", conflict: "有冲突或读不出来", edited: "已改", network: "和工作台断开了，正在重连……", back: "重新连上了", untitled: "（无题）", sample: "2025年，重庆的银行行长说，人工智能的增长超过了5%。",
  pageShown: "原页", pageBefore: "上一页", pageAfter: "下一页", pageOf: "第 {n} 页，共 {m} 页", pageAlt: "第 {n} 页的原样", larger: "放大",
  jump: "跳到", clickHow: "听到读错的词就点它：看它怎么读，改成对的。空格播放，N 跳到下一个拿不准的读音。", notMade: "还有 {n} 篇没有做", subscribe: "在手机上听", subscribeHow: "在终端里运行下面这条命令，用手机扫它显示的码：可以直接听，也可以用播客应用订阅。同一个网络里的设备才能打开。",
  labels: { title: "标题", column: "栏目", subtitle: "副标题", authors: "作者", remark: "题注", origin: "来源", heading1: "小标题", heading2: "二级标题", heading3: "三级标题", body: "正文", quote: "引文", verse: "诗", list: "列表", table: "表格", code: "代码", formula: "公式", caption: "图注", note: "注释" },
  reasons: { lexicon: "词表", names: "人名地名表", dictionary: "词典", rule: "规则", network: "神经网络", only: "只有这一读", text: "文中注音" },
  keyList: [["↑ ↓", "上一行、下一行；按住 Shift 连选"], ["T", "从这里另起一篇"], ["M", "并入上一篇"], ["1 2 3", "小标题的级别"], ["B Q", "正文、引文"], ["A S", "作者、副标题"],
    ["回车", "改文字；试听时纠正这一句"], ["Delete", "不读这一行"], ["Alt + ↑ ↓", "本篇上移、下移"], ["Z", "撤销；Shift + Z 重做"], ["N", "下一处存疑；试听时下一个拿不准的读音"], ["F", "查找替换"], ["P", "显示、收起原页"],
    ["空格", "播放、暂停"], ["← →", "上一句、下一句"], ["L", "在篇目和试听之间切换"], ["Esc", "关闭、返回"], ["?", "快捷键"]],
};
const EN = {
  skip: "Skip to text", shelf: "Workbench", undo: "Undo", redo: "Redo", lexicon: "Lexicon", help: "Keys", drop: "Drop files here",
  dropHow: "Text, web pages, Word, EPUB, PDF, subtitles, scans, or a folder of them. Files stay on this machine, in the output folder.", pickFiles: "Choose files", pickFolder: "Choose a folder", address: "Or an address or feed", list: "Addresses",
  works: "Publications", queue: "Builds", parts: "Views", articles: "Articles", listen: "Listen and mend", build: "Build", tools: "Correct",
  label: "This line is", split: "New article here", join: "Join with the one before", edit: "Edit text", dropLine: "Leave out", dropArticle: "Leave out article", up: "Article up", down: "Article down",
  nextBoundary: "Next doubt", find: "Find and replace", lines: "The text, line by line", about: "What was found", ways: "Other ways to take it apart", way: "{n} articles: {titles}", leftOut: "Left out", findings: "Findings",
  nothingYet: "There is nothing to hear yet. Press “Build”; the first article can be heard as soon as it is made.", mend: "Mend a reading", controls: "Player", part: "Part", previousSentence: "Previous sentence", nextSentence: "Next sentence", play: "Play", pause: "Pause",
  speed: "Speed", misread: "Misread", nextDoubt: "Next doubtful reading", sameCommand: "The same as", copy: "Copy", copied: "Copied", notCopied: "Please copy it by hand",
  engine: "Engine", voice: "Voice", rate: "Rate", tryVoice: "Hear this voice", buildNow: "Build", close: "Close", save: "Save", findWhat: "Find", replaceWith: "Replace with",
  findNext: "Find next", replaceAll: "Replace all", found: "{n} times, in {m} lines", written: "Written", readAs: "Read as", file: "File", add: "Add", exportIt: "Export", remove: "Remove", keys: "Keys",
  openIt: "Open", stop: "Stop", again: "Try again", waiting: "waiting", running: "building", done: "done", failed: "not made", cancelled: "stopped",
  reading: "Reading …", uploading: "Sending {name} …", ready: "can be played", tracks: "{n} can be played", coming: "{n} in the making", fresh: "not built yet",
  minutes: "about {n} min", expected: "{n} articles, about {m} minutes", unsure: "{n}% sure", restore: "Bring back", byHand: "left out by you", ledger: "{letters} letters: {read} read, {set_aside} set aside, {lost} lost",
  noDoubt: "No more doubts", noneFound: "Not found", outdated: "It was corrected elsewhere; here it is as it is now", mended: "Mended; going on", mending: "Making this part again …",
  hear: "Hear it", hearSentence: "Hear the sentence", here: "Only here", book: "In this book", always: "Always", alternatives: "May be read", why: "Why", valueHow: "What it should be: pinyin (chóng), or what is to be said", silent: "not said",
  nothingChosen: "Choose a line first", conflict: "Conflicts", edited: "Corrected", network: "The workbench is away; trying again …", back: "Connected again", untitled: "(untitled)", sample: "2025年，重庆的银行行长说，人工智能的增长超过了5%。",
  pageShown: "Page", pageBefore: "Page before", pageAfter: "Next page", pageOf: "Page {n} of {m}", pageAlt: "Page {n} as it was printed", larger: "Larger",
  jump: "Go to", clickHow: "Click a word that is misread: see how it is read, and put it right. Space plays, N goes to the next doubtful reading.", notMade: "{n} not made", subscribe: "On your phone", subscribeHow: "Run this command in a terminal and scan the code it shows: listen right there, or subscribe with a podcast app. Devices in the same network can open it.",
  labels: { title: "Title", column: "Column", subtitle: "Subtitle", authors: "Authors", remark: "Remark", origin: "Origin", heading1: "Heading", heading2: "Heading 2", heading3: "Heading 3", body: "Text", quote: "Quotation", verse: "Verse", list: "List", table: "Table", code: "Code", formula: "Formula", caption: "Caption", note: "Note" },
  reasons: { lexicon: "lexicon", names: "names", dictionary: "dictionary", rule: "rule", network: "network", only: "its only reading", text: "the text says so" },
  keyList: [["↑ ↓", "line by line; with Shift several"], ["T", "new article here"], ["M", "join with the one before"], ["1 2 3", "heading of that level"], ["B Q", "text, quotation"], ["A S", "authors, subtitle"],
    ["Enter", "edit the text; while listening mend the sentence"], ["Delete", "leave out"], ["Alt + ↑ ↓", "move the article"], ["Z", "undo; Shift + Z redo"], ["N", "next doubt; while listening the next doubtful reading"], ["F", "find and replace"], ["P", "show or hide the page"],
    ["Space", "play, pause"], ["← →", "previous, next sentence"], ["L", "articles or listening"], ["Esc", "close, back"], ["?", "keys"]],
};
export const inChinese = navigator.language.startsWith("zh");
const table = inChinese ? ZH : EN;

export const { keyList, labels, reasons } = table;
export const say = (key, values = {}) => table[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

document.documentElement.lang = inChinese ? "zh-CN" : "en";
for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
for (const element of document.querySelectorAll("[data-label]")) element.setAttribute("aria-label", say(element.dataset.label));
for (const element of document.querySelectorAll(".icon[data-label]")) element.title = say(element.dataset.label);
