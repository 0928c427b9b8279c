// The text of each part, loaded when it is wanted: by a script of its own, since a page from a folder may not fetch.
// Says "text" to the audio's listeners when the text of the part that is open is there.
import { book } from "./book.js";
import { make } from "./elements.js";
import { at, audio, track } from "./playback.js";

const TEXT_PATIENCE_MS = 20000; // a line that hangs says nothing of itself
const TEXT_FIRST_MS = 1000, TEXT_LONGEST_MS = 30000; // between tries, doubling
const texts = new Map();
let textTries = 0, askingText;

// what a script at `src` gives, which `found` looks up: nothing, too, when something between us answered with a page of
// its own
export const loadScript = (src, found) => new Promise((done, failed) => {
  const script = make("script", null, { src });
  const end = () => {
    script.remove();
    if (found()) done(found()); else failed(new Error(src));
  };
  script.addEventListener("load", end);
  script.addEventListener("error", end);
  setTimeout(end, TEXT_PATIENCE_MS);
  document.head.append(script);
});

// the part with its text; fails when it cannot be had now
export const withText = (part) => {
  if (!texts.has(part)) {
    texts.set(part, loadScript(part.text, () => book.texts[part.guid]).then((text) => Object.assign(part, text)));
    texts.get(part).catch(() => texts.delete(part));
  }
  return texts.get(part);
};

const wantText = async () => {
  clearTimeout(askingText);
  const part = track;
  try {
    await withText(part);
    textTries = 0;
    if (part === track) audio.dispatchEvent(new Event("text"));
  } catch {
    if (part !== track) return;
    askingText = setTimeout(wantText, Math.min(TEXT_LONGEST_MS, TEXT_FIRST_MS * 2 ** textTries));
    textTries += 1;
  }
};

const wantTextAgain = () => { if (textTries) { textTries = 0; wantText(); } };

audio.addEventListener("part", () => { textTries = 0; wantText(); });
// the next one while there is a network: the tunnel may be between them
audio.addEventListener("playing", () => { if (book.tracks[at + 1]) withText(book.tracks[at + 1]).catch(() => {}); });
addEventListener("online", wantTextAgain);
document.addEventListener("visibilitychange", () => { if (!document.hidden) wantTextAgain(); }); // timers sleep in a pocket
