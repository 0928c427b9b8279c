// From part to part: opened at a place, and one after the other.
import { book } from "./book.js";
import { $, on } from "./elements.js";
import { loopAgain } from "./looping.js";
import { placeIn, save } from "./memory.js";
import { at, audio, eager, load, start } from "./playback.js";
import { asleepAtEnd } from "./sleep.js";
import { tell } from "./status.js";
import { keep, kept } from "./storage.js";
import { clock, say } from "./words.js";

const SKIP_REVIEWS = "audiobook-skip-reviews";
let leaving = false; // whether there is a part whose place is to be kept

// `from` is in seconds; null goes on where the part was left
export const open = (place, { play = false, from = null } = {}) => {
  const part = book.tracks[place];
  if (!part) return;
  if (leaving) save();
  leaving = true;
  const begin = from === null ? placeIn(part) : from;
  load(place, begin);
  scrollTo({ top: 0 });
  if (begin > 1) tell(say("resume", { t: clock(begin) }), { seen: false });
  if (play) start();
};

// to another part; it plays if this one does
export const turn = (step) => open(at + step, { play: eager });

audio.addEventListener("ended", () => {
  const next = book.tracks.findIndex((one, place) => place > at && (one.kind === "article" || !$("skip-reviews").checked));
  if (loopAgain()) { start(); return; }
  if (asleepAtEnd() || next < 0) return;
  leaving = false; // it is heard: that is kept already
  open(next, { play: true, from: 0 });
});

$("skip-reviews").checked = kept(SKIP_REVIEWS, false);
$("skip-reviews").closest("p").hidden = book.tracks.every((one) => one.kind === "article");
on("skip-reviews", "change", () => keep(SKIP_REVIEWS, $("skip-reviews").checked));
