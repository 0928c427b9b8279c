// A stretch of a part, heard beside the voice: the place that is kept does not move.
import { book } from "./book.js";
import { memory } from "./memory.js";
import { pause } from "./playback.js";
import { tell } from "./status.js";
import { say } from "./words.js";

const clip = new Audio();
let endsAt = 0; // seconds; of the stretch that is heard

export const hushExcerpt = () => clip.pause();

// `from` and `to` are in seconds
export const hearExcerpt = async (place, from, to) => {
  pause();
  hushExcerpt();
  const { src } = book.tracks[place];
  if (clip.getAttribute("src") !== src || clip.error) clip.src = src;
  clip.playbackRate = clip.defaultPlaybackRate = memory.rate;
  clip.currentTime = from;
  endsAt = to;
  try { await clip.play(); } catch (error) {
    if (!["AbortError", "NotAllowedError"].includes(error.name)) tell(say("noExcerpt"));
  }
};

const hushAtEnd = () => { if (clip.currentTime >= endsAt) hushExcerpt(); };

const watchEnd = () => {
  hushAtEnd();
  if (!clip.paused) requestAnimationFrame(watchEnd);
};

clip.preload = "none";
clip.addEventListener("playing", watchEnd);
clip.addEventListener("timeupdate", hushAtEnd); // of a page that is not drawn, too
