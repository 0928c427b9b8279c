// A book within the page of all books: it tells that page what plays, and does what it asks.
import { book } from "./book.js";
import { $, on } from "./elements.js";
import { stand } from "./layers.js";
import { audio, duration, eager, listen, now, pause, toggle, track } from "./playback.js";

const framed = window.parent !== window && location.search === "?library";
const TOLD_EVERY_S = 1;
let told = -1;

const tellShelf = (what) => window.parent.postMessage({ audiobook: what, title: book.title, part: track.title, eager, at: now(), all: duration() }, "*");

// "shown": Chromium goes back within a frame only to entries that the frame has said something in
const ASKED = { toggle, pause, shown: stand };

if (framed) {
  addEventListener("message", (event) => { if (event.source === window.parent) ASKED[event.data?.audiobook]?.(); });
  listen("part intent place", () => tellShelf("state"));
  audio.addEventListener("timeupdate", () => {
    if (Math.abs(now() - told) < TOLD_EVERY_S) return;
    told = now();
    tellShelf("state");
  });
  on("back", "click", (event) => { event.preventDefault(); tellShelf("leave"); });
  tellShelf("here");
}
$("back").hidden = location.search !== "?library";
