// "Misread here": a line for lexicon.tsv. It goes where the listener sends it, and not before the reading was changed.
import { canShare, copyText } from "./clipboard.js";
import { SPOKEN, startOf, WRITTEN } from "./book.js";
import { $, on } from "./elements.js";
import { litCue } from "./following.js";
import { openSheet } from "./layers.js";
import { pause, track } from "./playback.js";
import { clock, say } from "./words.js";

let readBefore = "";

const flat = (line) => line.replace(/\s+/g, " ").trim();

const compose = () => {
  const where = `# ${flat(track.title)} ${clock(startOf(litCue()))}`;
  const [written, spoken] = ["written", "read-as"].map((id) => flat($(id).value));
  $("line").value = `${where}\n${written}\t${spoken}\n`;
  const ready = written !== "" && spoken !== "" && spoken !== readBefore && spoken !== written;
  for (const id of ["copy", "send"]) $(id).disabled = !ready;
};

export const correct = () => {
  const cue = litCue();
  if (!cue) return;
  const chosen = String(getSelection()).trim();
  const word = chosen && cue[WRITTEN].includes(chosen) ? chosen : "";
  pause();
  $("written").value = word || cue[WRITTEN];
  $("read-as").value = word || cue[SPOKEN] || cue[WRITTEN];
  readBefore = flat($("read-as").value);
  compose();
  openSheet($("correct"));
};

$("send").hidden = !canShare;
on("misread", "click", correct);
on("copy", "click", () => copyText($("line").value));
on("send", "click", () => { navigator.share({ title: say("misread"), text: $("line").value }).catch(() => {}); }); // closing the sheet is no error
on("written", "input", compose);
on("read-as", "input", compose);
