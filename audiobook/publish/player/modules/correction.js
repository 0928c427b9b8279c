// "Misread here": a line for lexicon.tsv. It goes where the listener sends it, and not before the reading was changed: to
// the computer that serves the book, if it takes it, or by the device's own sheet, or by the clipboard.
import { canShare, copyText } from "./clipboard.js";
import { SPOKEN, startOf, WRITTEN } from "./book.js";
import { $, on } from "./elements.js";
import { litCue } from "./following.js";
import { openSheet } from "./layers.js";
import { pause, track } from "./playback.js";
import { tell } from "./status.js";
import { clock, say } from "./words.js";

let readBefore = "", computerKey = ""; // the second is what the computer that takes corrections wants with each

const flat = (line) => line.replace(/\s+/g, " ").trim();

const compose = () => {
  const where = `# ${flat(track.title)} ${clock(startOf(litCue()))}`;
  const [written, spoken] = ["written", "read-as"].map((id) => flat($(id).value));
  $("line").value = `${where}\n${written}\t${spoken}\n`;
  const ready = written !== "" && spoken !== "" && spoken !== readBefore && spoken !== written;
  for (const id of ["copy", "send", "to-computer"]) $(id).disabled = !ready;
};

const askComputer = async () => {
  if (!location.protocol.startsWith("http")) return;
  try { computerKey = (await (await fetch("corrections.json", { cache: "no-store" })).json()).key ?? ""; } catch { computerKey = ""; } // some other web server
  $("to-computer").hidden = !computerKey;
};

const sendToComputer = async () => {
  const [written, spoken] = ["written", "read-as"].map((id) => flat($(id).value));
  try {
    const answer = await fetch("corrections.json", {
      method: "POST", headers: { "Content-Type": "application/json", "X-Audiobook": computerKey }, body: JSON.stringify({ written, spoken }),
    });
    if (!answer.ok) { tell(say("computerRefused", { why: (await answer.json()).error })); return; }
  } catch { tell(say("notSent")); return; }
  $("correct").close();
  tell(say("computerHasIt"));
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
  askComputer();
  openSheet($("correct"));
};

$("send").hidden = !canShare;
on("to-computer", "click", sendToComputer);
on("misread", "click", correct);
on("copy", "click", () => copyText($("line").value));
on("send", "click", () => { navigator.share({ title: say("misread"), text: $("line").value }).catch(() => {}); }); // closing the sheet is no error
on("written", "input", compose);
on("read-as", "input", compose);
