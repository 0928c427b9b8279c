// One sentence again and again: the one that is lit, and after a jump the one that was jumped to.
import { endOf, startOf } from "./book.js";
import { $, on } from "./elements.js";
import { audio, cueAt, now, onMove, track } from "./playback.js";

let looped = null;

const setLooped = (cue) => {
  looped = cue ?? null;
  $("loop").setAttribute("aria-pressed", String(looped !== null));
};

const lookAt = () => track.cues[Math.max(0, cueAt(now()))];

export const toggleLoop = () => setLooped(looped ? null : lookAt());

// whether the sentence is to be heard again, and is
export const loopAgain = () => {
  if (!looped) return false;
  audio.currentTime = startOf(looped);
  return true;
};

onMove(() => { if (looped && !audio.paused && !audio.seeking && now() >= endOf(looped)) loopAgain(); });
audio.addEventListener("place", () => { if (looped) setLooped(lookAt()); });
audio.addEventListener("part", () => setLooped(null));
on("loop", "click", toggleLoop);
