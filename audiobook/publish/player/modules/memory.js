// What is remembered of the book: the part, the place in each, which are heard, the speed. Says "kept" to the audio's
// listeners when there is a newer place.
import { book } from "./book.js";
import { audio, now, track } from "./playback.js";
import { keep, kept, keyOf } from "./storage.js";

const EVERY_MS = 2000;
const BOOK = keyOf(book.id);
export const memory = Object.assign({ track: null, places: {}, rate: 1 }, kept(BOOK, {}));
let saved = 0;

export const remember = () => keep(BOOK, memory);
export const isHeard = (part) => Boolean(memory.places[part.guid]?.done);
export const isHeardOf = (id, guid) => Boolean(kept(keyOf(id), {}).places?.[guid]?.done); // of any book

// where a part goes on; one that was heard to its end, or as good as to its end, begins again, and stays heard
export const placeIn = (part) => {
  const place = memory.places[part.guid];
  const end = part.duration - Math.min(3, part.duration / 20);
  return place && place.at < end ? place.at : 0;
};

export const save = () => {
  saved = performance.now();
  if (now() > 0.5) memory.places[track.guid] = { at: Math.round(now() * 10) / 10, done: isHeard(track) };
  memory.track = track.guid;
  memory.when = Date.now(); // the shelf puts the last one on top
  remember();
  audio.dispatchEvent(new Event("kept"));
};

audio.addEventListener("timeupdate", () => { if (performance.now() - saved >= EVERY_MS) save(); });
audio.addEventListener("place", save);
audio.addEventListener("play", save);
audio.addEventListener("pause", save);
audio.addEventListener("ended", () => { memory.places[track.guid] = { at: 0, done: true }; remember(); });
addEventListener("pagehide", save);
document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
