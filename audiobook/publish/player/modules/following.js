// Following the voice: the sentence being spoken is lit and kept in sight; a click on another one plays it.
import { startOf } from "./book.js";
import { $, on } from "./elements.js";
import { audio, cueAt, now, onMove, seek, track } from "./playback.js";
import { showHead, showText } from "./text.js";

const SCROLLS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];
let spans = [], lit = -1;
let away = false; // whoever scrolls reads elsewhere, and is not pulled back until they want to

export const litCue = () => track.cues[Math.max(0, lit)];

const inSight = (box) => box.top > 90 && box.bottom < innerHeight - $("bar").offsetHeight - 60;

const intoSight = (element) => {
  const box = element.getBoundingClientRect();
  if (inSight(box)) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: scrollY + box.top - innerHeight * 0.3, behavior: calm ? "auto" : "smooth" });
};

const stray = (yes) => {
  away = yes;
  $("to-voice").hidden = !yes;
};

const look = () => { if (away) stray(Boolean(spans[lit]) && !inSight(spans[lit].getBoundingClientRect())); };

// whether it led out of sight is seen when the page has moved
const scrolled = () => { away = true; };

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
  if (away) look(); else if ($("follow").checked) intoSight(span);
};

audio.addEventListener("part", () => { lit = -1; stray(false); spans = []; showHead(track); });
audio.addEventListener("text", () => {
  spans = showText(track);
  light();
  if (now() > 1) showLit();
});
audio.addEventListener("place", () => stray(false));
onMove(light);
const ofPage = (target) => !(target instanceof Element && target.closest("nav, dialog, #bar"));
for (const event of ["wheel", "touchmove"]) addEventListener(event, ({ target }) => { if (ofPage(target)) scrolled(); }, { passive: true });
addEventListener("keydown", (event) => { if (SCROLLS.includes(event.key) && !event.target.closest("input, select")) scrolled(); });
addEventListener("scroll", look, { passive: true });
on("to-voice", "click", () => { stray(false); showLit(); });
on("text", "click", (event) => {
  const span = event.target.closest(".s");
  if (span && !String(getSelection())) seek(startOf(track.cues[Number(span.dataset.at)]), { play: true });
});
