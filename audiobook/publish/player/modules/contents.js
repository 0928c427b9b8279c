// The contents: every part with its chapter marks, which one is open, which are heard; the terms of the whole book.
import { book } from "./book.js";
import { $, make } from "./elements.js";
import { hearInBook } from "./hearing.js";
import { isHeard } from "./memory.js";
import { closeMenu } from "./menu.js";
import { open } from "./parts.js";
import { at, eager, listen, seek } from "./playback.js";
import { termList } from "./terms.js";
import { clock, say } from "./words.js";

const facts = (part) => [part.authors.join(" "), clock(part.duration), isHeard(part) && say("heard")].filter(Boolean).join(" · ");

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
  button.append(make("span", part.title), make("span", facts(part), { class: "facts" }));
  button.addEventListener("click", () => open(place, { play: eager }));
  const item = make("li");
  item.append(button, markList(part.marks.slice(1)));
  return item;
};

const showCurrent = () => {
  document.querySelectorAll(".track").forEach((button, place) => {
    const marks = button.nextElementSibling;
    button.setAttribute("aria-current", place === at);
    marks.hidden = place !== at || !marks.children.length;
    button.lastElementChild.textContent = facts(book.tracks[place]);
  });
};

$("tracks").replaceChildren(...book.tracks.map(partItem));
if (book.terms.length) {
  $("book-terms").append(termList(book.terms, (term) => { closeMenu(); hearInBook(term); }));
  $("book-terms").hidden = false;
}
listen("part ended", showCurrent);
