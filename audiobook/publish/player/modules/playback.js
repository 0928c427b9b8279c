// The audio of one part: the place in it, going to another place, starting and pausing.
//
// Whoever follows it listens to the audio element: to its own events, and to three of ours. "part": another part was
// put in. "place": it was sent to another place. "frame": it plays, and the screen is about to be drawn.
import { book, START, startOf } from "./book.js";
import { $ } from "./elements.js";
import { tell } from "./status.js";
import { say } from "./words.js";

export const audio = $("audio");
export let at = 0;
export let track = book.tracks[0] || { guid: "", title: "", cues: [], duration: 0 };
let wanted = null; // where to begin as soon as the audio can be sought

export const duration = () => (Number.isFinite(audio.duration) ? audio.duration : track.duration);
export const now = () => (wanted === null ? audio.currentTime : wanted);

// the last cue that has begun: it stays the one through the pause behind a sentence
export const cueAt = (time) => {
  let low = 0, high = track.cues.length - 1, found = -1;
  const ms = time * 1000 + 1; // seeking lands a rounding error before the start
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (track.cues[middle][START] <= ms) { found = middle; low = middle + 1; } else high = middle - 1;
  }
  return found;
};

export const load = (place, from) => {
  audio.pause();
  at = place;
  track = book.tracks[at];
  wanted = from;
  audio.src = track.src;
  audio.dispatchEvent(new Event("part"));
};

export const start = () => audio.play().catch((error) => { if (error.name !== "AbortError") tell(say("broken")); });
export const toggle = () => (audio.paused ? start() : audio.pause());

export const seek = (time, { play = false } = {}) => {
  const target = Math.min(Math.max(0, time), Math.max(0, duration() - 0.05));
  if (audio.readyState >= 1) { wanted = null; audio.currentTime = target; } else { wanted = target; }
  audio.dispatchEvent(new Event("place"));
  if (play) start();
};

export const SKIP_S = 15;
export const skip = (step) => seek(now() + step);

export const sentence = (step) => {
  const place = cueAt(now());
  // the first press goes to the start of this sentence, as everywhere
  const inside = place >= 0 && now() - startOf(track.cues[place]) > 1.5;
  const target = Math.min(Math.max(0, step < 0 && inside ? place : place + step), track.cues.length - 1);
  if (track.cues[target]) seek(startOf(track.cues[target]));
};

let frame = 0;
const draw = () => {
  audio.dispatchEvent(new Event("frame"));
  frame = audio.paused ? 0 : requestAnimationFrame(draw);
};

audio.addEventListener("play", () => { if (!frame) frame = requestAnimationFrame(draw); });
audio.addEventListener("loadedmetadata", () => { if (wanted !== null) { audio.currentTime = wanted; wanted = null; } });
audio.addEventListener("error", () => { if (audio.getAttribute("src")) tell(say("broken")); });

export const listen = (names, action) => { for (const name of names.split(" ")) audio.addEventListener(name, action); };
export const onMove = (action) => listen("loadedmetadata place seeked timeupdate frame", action);
