// The machine's own buttons and its lock screen.
import { book } from "./book.js";
import { headsetMarks, markByHeadset } from "./marking.js";
import { open } from "./parts.js";
import { at, audio, eager, listen, pause, seek, skip, SKIP_S, start, track } from "./playback.js";

const session = navigator.mediaSession;

const showPart = () => {
  if (!window.MediaMetadata) return;
  // a page from a folder may not show its cover on the lock screen
  const cover = { src: new URL(book.cover, location.href).href, sizes: "600x600", type: "image/jpeg" };
  const artwork = location.protocol === "file:" ? [] : [cover];
  session.metadata = new MediaMetadata({ title: track.title, artist: track.authors.join(" "), album: book.title, artwork });
};

const showPosition = () => {
  if (!session.setPositionState || !Number.isFinite(audio.duration)) return;
  const position = Math.min(audio.currentTime, audio.duration);
  session.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position });
};

const showState = () => { session.playbackState = eager ? "playing" : "paused"; };

const BUTTONS = {
  play: start, pause, stop: pause,
  seekbackward: (asked) => skip(-(asked.seekOffset || SKIP_S)), seekforward: (asked) => skip(asked.seekOffset || SKIP_S),
  seekto: (asked) => seek(asked.seekTime),
  previoustrack: () => { if (headsetMarks()) markByHeadset(); else open(at - 1, { play: true }); },
  nexttrack: () => open(at + 1, { play: true }),
};

if (session) {
  for (const [name, action] of Object.entries(BUTTONS)) {
    try { session.setActionHandler(name, action); } catch { /* an older browser lacks this one */ }
  }
  audio.addEventListener("part", showPart);
  listen("loadedmetadata seeked ratechange", showPosition);
  listen("intent", showState);
  showState();
}
