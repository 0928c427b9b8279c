// The keyboard, and the list of its keys.
import { correct } from "./correction.js";
import { larger, smaller, swapTheme } from "./display.js";
import { $, make, on } from "./elements.js";
import { openSheet } from "./layers.js";
import { toggleLoop } from "./looping.js";
import { markMoment } from "./marking.js";
import { turn } from "./parts.js";
import { sentence, skip, SKIP_S, toggle } from "./playback.js";
import { openQuiz } from "./quiz.js";
import { openSearch } from "./search.js";
import { faster } from "./speed.js";
import { keyList } from "./words.js";

const showHelp = () => openSheet($("help"));

const KEYS = {
  " ": toggle, k: toggle, ArrowLeft: () => skip(-SKIP_S), ArrowRight: () => skip(SKIP_S),
  "shift ArrowLeft": () => sentence(-1), "shift ArrowRight": () => sentence(1),
  "[": () => faster(-1), "]": () => faster(1), n: () => turn(1), p: () => turn(-1), m: correct,
  d: swapTheme, "+": larger, "=": larger, "-": smaller, "?": showHelp, b: markMoment,
  l: toggleLoop, "/": openSearch, q: () => openQuiz(),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const busy = event.target.closest("input, select, textarea");
  if (busy || (event.key === " " && event.target.closest("button, a, summary"))) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const action = KEYS[event.shiftKey && event.key.length > 1 ? `shift ${key}` : key];
  if (action) { event.preventDefault(); action(); }
});

for (const [key, what] of keyList) {
  const term = make("dt");
  term.append(make("kbd", key));
  $("keys").append(term, make("dd", what));
}
on("help-open", "click", showHelp);
