// The contents: every part with its chapter marks, which one is open, which are heard; the terms of the whole book.
import { book } from "./book.js";
import { $, make } from "./elements.js";
import { hear } from "./hearing.js";
import { isHeard, placeIn } from "./memory.js";
import { closeMenu } from "./menu.js";
import { open } from "./parts.js";
import { at, audio, eager, listen, seek } from "./playback.js";
import { termList } from "./terms.js";
import { clock, say } from "./words.js";

// how far a part is: how long it is, or how much of it is left; heard stays heard
const facts = (part) => {
  const done = placeIn(part);
  const left = done > 0 && say("minutesLeft", { n: Math.max(1, Math.ceil((part.duration - done) / 60)) });
  return [part.authors.join(" "), clock(part.duration), isHeard(part) && say("heard"), left].filter(Boolean).join(" · ");
};

const showProgress = (button, part) => {
  const bar = button.querySelector("progress"), done = placeIn(part);
  button.querySelector(".facts").textContent = facts(part);
  bar.value = done;
  bar.hidden = done === 0;
};

const markList = (marks) => {
  const list = make("ol", null, { class: "marks", hidden: "" });
  for (const [time, title] of marks) {
    const button = make("button", `${clock(time)}  ${title}`);
    button.addEventListener("click", () => { closeMenu(); seek(time, { play: true }); });
    const item = make("li");
    item.append(button);
    list.append(item);
  }
  return list;
};

const partItem = (part, place) => {
  const button = make("button", null, { class: "track", "data-track": place });
  button.append(make("span", part.kind === "article" ? String(part.number) : "·", { class: "number" }));
  button.append(make("span", part.title), make("span", "", { class: "facts" }));
  button.append(make("progress", "", { max: part.duration, "aria-hidden": "true" }));
  button.addEventListener("click", () => open(place, { play: eager }));
  const item = make("li");
  item.append(button, markList(part.marks.slice(1)));
  return item;
};

const comingItem = (part) => {
  const item = make("li", null, { class: "coming" });
  item.append(make("span", part.kind === "article" ? String(part.number) : "·", { class: "number" }));
  item.append(make("span", part.title), make("span", say("coming"), { class: "facts" }));
  return item;
};

const showCurrent = () => {
  document.querySelectorAll(".track").forEach((button, place) => {
    const marks = button.parentElement.querySelector(".marks");
    button.setAttribute("aria-current", place === at);
    marks.hidden = place !== at || !marks.children.length;
    showProgress(button, book.tracks[place]);
    const reviews = button.closest("details");
    if (reviews && place === at) reviews.open = true;
  });
};

// reviews lie folded under the article they follow
const showParts = () => {
  const list = $("tracks");
  let reviews = null;
  book.tracks.forEach((part, place) => {
    const item = partItem(part, place), article = list.lastElementChild;
    if (part.kind === "article" || !article) {
      list.append(item);
      reviews = null;
      return;
    }
    if (!reviews) {
      const fold = make("details", null, { class: "reviews" });
      reviews = make("ol");
      fold.append(make("summary", say("study")), reviews);
      article.append(fold);
    }
    reviews.append(item);
  });
};

showParts();
$("tracks").append(...(book.coming ?? []).map(comingItem));
if (book.terms.length) {
  $("book-terms").append(termList(book.terms, (term) => { closeMenu(); hear(term); }));
  $("book-terms").hidden = false;
}
listen("part ended", showCurrent);
audio.addEventListener("kept", () => {
  const button = document.querySelector(`.track[data-track="${at}"]`);
  if (button) showProgress(button, book.tracks[at]);
});
