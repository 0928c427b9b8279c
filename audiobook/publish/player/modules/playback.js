// The audio of one part: the place in it, going to another place, starting and pausing.
//
// Whoever follows it listens to the audio element: to its own events, and to four of ours. "part": another part was
// put in. "place": it was sent to another place. "frame": it plays, and the screen is about to be drawn. "intent": the
// listener wants it to play, or no longer.
import { book, START, startOf } from "./book.js";
import { $ } from "./elements.js";

export const audio = $("audio");
export let at = 0;
export let track = book.tracks[0] || { guid: "", title: "", cues: [], duration: 0 };
let wanted = null; // where to begin as soon as the audio can be sought
export let eager = false; // whether it is to play: it may have to wait for the network

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

const intend = (yes) => {
  if (eager === yes) return;
  eager = yes;
  audio.dispatchEvent(new Event("intent"));
};

export const pause = () => { intend(false); audio.pause(); };

export const load = (place, from) => {
  pause();
  at = place;
  track = book.tracks[at];
  wanted = from;
  audio.src = track.src;
  audio.dispatchEvent(new Event("part"));
};

// what cannot be loaded is told by "error"; a browser that wants a click first leaves it paused
const play = () => audio.play().catch((error) => { if (error.name === "NotAllowedError") intend(false); });

// "play" of an element in error is refused for ever: whoever listens to "intent" loads it again
export const start = () => { intend(true); if (!audio.error) play(); };
export const toggle = () => (eager ? pause() : start());

// the same audio once more at the place it is at, after the line to it was lost
export const reload = () => {
  wanted = now();
  audio.load();
  if (eager) play();
};

export const seek = (time, { play = false } = {}) => {
  const target = Math.min(Math.max(0, time), Math.max(0, duration() - 0.05));
  if (audio.readyState >= 1 && !audio.error) { wanted = null; audio.currentTime = target; } else { wanted = target; }
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
// a headset, a call or the end of the part, not an error; an older pause may be told after a new start
audio.addEventListener("pause", () => { if (audio.paused && !audio.error) intend(false); });

export const listen = (names, action) => { for (const name of names.split(" ")) audio.addEventListener(name, action); };
export const onMove = (action) => listen("loadedmetadata place seeked timeupdate frame", action);
