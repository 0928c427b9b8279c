// The page that the chosen line was read from, with its print lit; a click on the print chooses its line.
import { $, on } from "./elements.js";
import { choose, chosen, here, onChosen } from "./lines.js";
import { onOpen, work } from "./place.js";
import { ask, asking, attempt } from "./server.js";
import { onText, text } from "./text.js";
import { say } from "./words.js";

const NARROW = matchMedia("(max-width: 899px)");
const SVG = "http://www.w3.org/2000/svg";
// what stands where in a mark; places are parts of the page's width and height
const MARK_LINE = 0, MARK_LEFT = 1, MARK_TOP = 2, MARK_RIGHT = 3, MARK_BOTTOM = 4;
let sheet = null, beside = false;

const markBox = (mark) => {
  const made = document.createElementNS(SVG, "rect");
  const facts = { x: mark[MARK_LEFT], y: mark[MARK_TOP], width: mark[MARK_RIGHT] - mark[MARK_LEFT], height: mark[MARK_BOTTOM] - mark[MARK_TOP], "data-line": mark[MARK_LINE] };
  for (const [name, value] of Object.entries(facts)) made.setAttribute(name, value);
  if (mark[MARK_LINE] < 0) made.classList.add("aside");
  return made;
};

// the chosen lines on the page; the first of them comes into view
const lightMarks = () => {
  const lines = new Set(chosen());
  let first = null;
  for (const one of $("page-marks").children) {
    const lit = lines.has(Number(one.dataset.line));
    one.classList.toggle("lit", lit);
    if (lit) first ??= one;
  }
  if (!first) return;
  const view = $("page-sheet"), at = first.getBoundingClientRect(), frame = view.getBoundingClientRect();
  if (at.top < frame.top || at.bottom > frame.bottom) view.scrollTop += at.top - frame.top - frame.height / 3;
  if (at.left < frame.left || at.right > frame.right) view.scrollLeft += at.left - frame.left - 20;
};

const putPage = (found) => {
  sheet = found;
  $("page").hidden = !found.pages;
  if (!found.pages) return;
  $("page-number").textContent = say("pageOf", { n: found.page, m: found.pages });
  $("page-before").disabled = found.page <= 1;
  $("page-after").disabled = found.page >= found.pages;
  $("page-picture").alt = say("pageAlt", { n: found.page });
  if ($("page-picture").getAttribute("src") !== found.picture) $("page-picture").src = found.picture;
  $("page-marks").replaceChildren(...found.marks.map(markBox));
  lightMarks();
};

const lookAt = (asked) => attempt(async () => {
  const isLast = asking("page"), found = await ask("page", { work, ...asked });
  if (isLast()) putPage(found);
});

// a line on the page that is seen needs no other
const followLine = () => {
  if (!beside || !text?.pages) return;
  const there = sheet?.marks?.some((mark) => mark[MARK_LINE] === here) && sheet.version === text.version;
  if (there) lightMarks(); else lookAt({ line: here });
};

export const showPage = (wants = !beside) => {
  beside = Boolean(wants && text?.pages);
  $("tool-page").setAttribute("aria-expanded", beside);
  $("articles").classList.toggle("paged", beside);
  if (beside) lookAt({ line: here }); else $("page").hidden = true;
};

const turnPage = (by) => { if (sheet?.pages) lookAt({ page: sheet.page + by }); };

onOpen(() => { sheet = null; beside = false; $("page").hidden = true; $("articles").classList.remove("paged"); });
onText(() => {
  $("tool-page").hidden = !text?.pages;
  if (!text?.pages) return;
  // where there is room for both, the page stands beside the lines from the beginning
  if (sheet === null && !NARROW.matches) showPage(true); else if (beside) lookAt({ line: here });
});
onChosen(followLine);
on("tool-page", "click", () => showPage());
on("page-close", "click", () => { showPage(false); $("tool-page").focus(); });
on("page-before", "click", () => turnPage(-1));
on("page-after", "click", () => turnPage(1));
on("page-larger", "click", () => {
  const large = $("page-whole").classList.toggle("large");
  $("page-larger").setAttribute("aria-pressed", large);
  lightMarks();
});
on("page-picture", "load", lightMarks);
on("page-marks", "click", (event) => {
  const line = Number(event.target.dataset.line ?? -1);
  if (line >= 0) choose(line, { more: event.shiftKey });
});
