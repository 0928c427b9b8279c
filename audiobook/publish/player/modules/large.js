// The player in large: cover, title and every control; the same bar, over the whole page.
import { book } from "./book.js";
import { $, on } from "./elements.js";
import { cover, uncover } from "./layers.js";
import { audio, track } from "./playback.js";

const BEHIND_LARGE = ".top, nav, #text, #study, .skip, #to-voice";
const isLarge = () => document.body.classList.contains("large");

const setLarge = (yes) => {
  if (yes === isLarge()) return;
  document.body.classList.toggle("large", yes);
  (yes ? cover : uncover)(BEHIND_LARGE, closeLarge);
  $("large-open").setAttribute("aria-expanded", String(yes));
  if (yes && !$("large-cover").getAttribute("src")) $("large-cover").src = book.cover; // not before it is looked at
};

export const closeLarge = () => {
  if (!isLarge()) return;
  setLarge(false);
  $("large-open").focus();
};

audio.addEventListener("part", () => { $("now-by").textContent = [track.authors.join(" "), book.title].filter(Boolean).join(" · "); });
on("large-open", "click", () => { setLarge(true); $("large-close").focus(); });
on("large-close", "click", closeLarge);
on("now", "click", () => setLarge(true));
