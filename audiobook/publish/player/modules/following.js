// Following the voice: the sentence being spoken is lit and kept in sight; a click on another one plays it.
import { startOf } from "./book.js";
import { $, on } from "./elements.js";
import { audio, cueAt, now, onMove, seek, track } from "./playback.js";
import { showText } from "./text.js";

const LET_BE_MS = 4000; // whoever scrolls wants to read elsewhere for a while
let spans = [], lit = -1, touched = -Infinity;

export const litCue = () => track.cues[Math.max(0, lit)];

const intoSight = (element) => {
  const box = element.getBoundingClientRect();
  const bottom = innerHeight - $("bar").offsetHeight;
  if (box.top > 90 && box.bottom < bottom - 60) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: scrollY + box.top - innerHeight * 0.3, behavior: calm ? "auto" : "smooth" });
};

export const showLit = () => intoSight(spans[lit] || document.body);

export const light = () => {
  const place = cueAt(now());
  if (place === lit) return;
  if (spans[lit]) spans[lit].removeAttribute("aria-current");
  lit = place;
  for (const answer of document.querySelectorAll(".answer")) answer.classList.toggle("heard", place >= Number(answer.dataset.at));
  const span = spans[lit];
  if (!span) return;
  span.setAttribute("aria-current", "true");
  if ($("follow").checked && performance.now() - touched > LET_BE_MS) intoSight(span);
};

audio.addEventListener("part", () => { lit = -1; spans = showText(track); });
audio.addEventListener("place", () => { touched = -Infinity; });
onMove(light);
for (const event of ["wheel", "touchmove"]) addEventListener(event, () => { touched = performance.now(); }, { passive: true });
on("text", "click", (event) => {
  const span = event.target.closest(".s");
  if (span && !String(getSelection())) seek(startOf(track.cues[Number(span.dataset.at)]), { play: true });
});
