// A misread word: why it is read so, how else it may be read, what it should be; heard at once, and kept.
import { hearSample } from "./build.js";
import { showCommand } from "./command.js";
import { $, button, make, on } from "./elements.js";
import { isPlaying, lit, onJoined, onLit, part, pause, seekTo, sentenceAt, UTTERANCE, WRITTEN } from "./listening.js";
import { onOpen, work } from "./place.js";
import { attempt, change } from "./server.js";
import { tell } from "./status.js";
import { reasons, say } from "./words.js";

const TONES = { 1: "\u0304", 2: "\u0301", 3: "\u030c", 4: "\u0300", 5: "" };
let sentence = null, words = [], wordAt = -1, wanted = null, field = null;
let stopped = false; // the voice was reading on when the sentence was opened
let heardOut = null; // of a word that was mended: until its sound is over

// zhong4 -> zhòng: the mark stands on a or e, else on the o of ou, else on the last vowel
const marked = (reading) => {
  const tone = TONES[reading.at(-1)], bare = tone === undefined ? reading : reading.slice(0, -1);
  const at = Math.max(bare.search(/[ae]/), bare.indexOf("ou"), -1);
  const place = at >= 0 ? at : Math.max(...["i", "o", "u", "ü"].map((vowel) => bare.lastIndexOf(vowel)));
  return (place < 0 ? bare : `${bare.slice(0, place + 1)}${tone ?? ""}${bare.slice(place + 1)}`).normalize("NFC");
};
const pinyin = (readings) => readings.map(marked).join(" ");

const because = (reason) => {
  const [who, ...what] = reason.split(" ");
  return [reasons[who] ?? reason, reasons[who] ? what.join(" ") : ""].filter(Boolean).join(" ");
};

// every way in which the word may be read, by one character that is read otherwise
const readingsOf = (word) => word.others.flatMap((others, place) => (
  others.filter((other) => other !== word.readings[place]).map((other) => word.readings.with(place, other))
));

const value = () => field.value.trim();
const word = () => words[wordAt];
const asked = (more) => ({ work, text: sentence[WRITTEN], written: word().written, start: word().start, ...more });

const hear = () => attempt(async () => showCommand((await hearSample(asked({ value: value() }))).command));

const apply = (scope) => attempt(async () => {
  if (!value()) { field.focus(); return; }
  pause();
  const began = performance.now();
  const mended = await change("mend", asked({ scope, value: value(), track: part.guid, utterance: sentence[UTTERANCE] }));
  showCommand(mended.commands.join("  ;  "));
  tell(say("mending"));
  const sample = $("sample");
  sample.src = mended.audio;
  heardOut = stopped ? new Promise((over) => { for (const end of ["ended", "error", "abort"]) sample.addEventListener(end, over, { once: true }); }) : null;
  await sample.play();
  $("mend").dataset.heardMs = Math.round(performance.now() - began);
});

// marks are not said, whatever stands for them
const isSaid = (one) => /[\p{L}\p{N}]/u.test(one.spoken + one.written);

const wordButton = (one, at) => {
  if (!isSaid(one)) return make("span", one.written, { class: "mark" });
  const made = button("", () => chooseWord(at), { class: one.doubtful ? "word doubtful" : "word", "aria-pressed": at === wordAt });
  made.append(make("small", pinyin(one.sounds) || (one.spoken === one.written ? "" : one.spoken || say("silent"))), make("span", one.written));
  return made;
};

const showWord = (box) => {
  const one = word();
  if (!one) return;
  const why = make("dl");
  why.append(make("dt", one.written), make("dd", one.readings.length ? pinyin(one.readings) : one.spoken || say("silent")));
  if (one.spoken !== one.written && one.readings.length) why.append(make("dt", say("readAs")), make("dd", one.spoken));
  const sure = one.margin < 1 ? `（${Math.round(one.margin * 100)}%）` : "";
  why.append(make("dt", say("why")), make("dd", [...new Set(one.reasons.map(because))].join("；") + sure));
  box.append(why);
  const others = readingsOf(one).slice(0, 12);
  if (others.length) {
    const list = make("div", null, { class: "choices", role: "group", "aria-label": say("alternatives") });
    for (const other of others) list.append(button(pinyin(other), () => { field.value = pinyin(other); hear(); }));
    box.append(list);
  }
  const label = make("label", say("valueHow"));
  field = make("input", null, { id: "value", type: "text", autocomplete: "off" });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); hear(); } });
  label.append(field);
  const actions = make("div", null, { class: "actions" });
  actions.append(button(say("hear"), hear, { id: "hear" }));
  for (const scope of ["here", "book", "always"]) actions.append(button(say(scope), () => apply(scope), { id: `apply-${scope}` }));
  box.append(label, actions);
};

const showWords = () => {
  const box = $("mend");
  box.hidden = !words.length;
  box.replaceChildren();
  const list = make("div", null, { class: "words", role: "group", "aria-label": sentence[WRITTEN] });
  list.append(...words.map(wordButton));
  const bar = make("div", null, { class: "actions" });
  bar.append(button(say("hearSentence"), () => seekTo(lit)), button(say("close"), close));
  // what is done with the word stays in view, however long the sentence is
  box.append(list);
  showWord(box);
  box.append(bar);
};

const chooseWord = (at) => {
  wordAt = at;
  showWords();
  $("mend").querySelector("[aria-pressed=true]")?.focus();
};

export const close = () => {
  const was = !$("mend").hidden;
  $("mend").hidden = true;
  sentence = null;
  stopped = false;
  return was;
};

// opens the sentence `at` with the word at `offset` in it
export const mendAt = (at, offset = 0) => attempt(async () => {
  const opened = sentenceAt(at);
  if (!opened) return;
  wanted = opened;
  stopped ||= isPlaying();
  pause();
  const found = await change("words", { work, text: opened[WRITTEN] });
  if (wanted !== opened) return;
  sentence = opened;
  ({ words } = found);
  showCommand(found.command);
  const spoken = words.findIndex((one) => one.start + one.written.length > offset && isSaid(one));
  chooseWord(spoken >= 0 ? spoken : words.findLastIndex(isSaid));
});

const offsetIn = (span, event) => {
  const found = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  if (found) return span.contains(found.offsetNode) ? found.offset : 0;
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return range && span.contains(range.startContainer) ? range.startOffset : 0;
};

on("text", "click", (event) => {
  const span = event.target.closest(".s");
  if (!span || String(getSelection())) return;
  const at = Number(span.dataset.at), offset = offsetIn(span, event);
  seekTo(at, { play: false });
  mendAt(at, offset);
});
on("mend-open", "click", () => mendAt(lit));
onLit(() => { if (sentence && sentenceAt(lit) !== sentence && !$("mend").contains(document.activeElement)) close(); });
onOpen(() => { close(); heardOut = null; });
// the word has been heard and its track is joined: the voice reads on, from the beginning of the sentence
onJoined(async () => {
  const over = heardOut;
  if (!over) return;
  heardOut = null;
  await over;
  stopped = false;
  if (!isPlaying()) seekTo(lit);
});
