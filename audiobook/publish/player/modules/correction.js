// "Misread here": a line for lexicon.tsv, copied at once and again when it is corrected.
import { SPOKEN, startOf, WRITTEN } from "./book.js";
import { $, on } from "./elements.js";
import { litCue } from "./following.js";
import { pause, track } from "./playback.js";
import { tell } from "./status.js";
import { clock, say } from "./words.js";

const flat = (line) => line.replace(/\s+/g, " ").trim();

const compose = () => {
  const where = `# ${flat(track.title)} ${clock(startOf(litCue()))}`;
  $("line").value = `${where}\n${flat($("written").value)}\t${flat($("read-as").value)}\n`;
};

const copy = async () => {
  try {
    await navigator.clipboard.writeText($("line").value);
    tell(say("copied"));
  } catch { // plain http in the local network: browsers offer only the old way
    $("line").focus();
    $("line").select();
    tell(say(document.execCommand("copy") ? "copied" : "notCopied"));
  }
};

export const correct = () => {
  const cue = litCue();
  if (!cue) return;
  const chosen = String(getSelection()).trim();
  const word = chosen && cue[WRITTEN].includes(chosen) ? chosen : "";
  pause();
  $("written").value = word || cue[WRITTEN];
  $("read-as").value = word || cue[SPOKEN] || cue[WRITTEN];
  compose();
  if (!$("correct").open) $("correct").showModal();
  copy();
};

on("misread", "click", correct);
on("copy", "click", copy);
on("written", "input", compose);
on("read-as", "input", compose);
