// What the page says of the book whatever plays: its title, cover and facts, and the names of all controls.
import { book } from "./book.js";
import { $, make } from "./elements.js";
import "./subscribe.js";
import { say } from "./words.js";

for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
for (const element of document.querySelectorAll("[data-label]")) {
  element.setAttribute("aria-label", say(element.dataset.label));
  if (element.matches("button, a")) element.title = say(element.dataset.label);
}
document.title = book.title;
$("book-title").textContent = book.title; // as it was written: the page has its blanks in one
$("cover").src = book.icon || book.cover;
$("about").textContent = [book.issue, book.publisher, book.date].filter(Boolean).join("\n");
for (const [name, href] of book.downloads || []) $("feed").parentElement.append(" ", make("a", name, { href, download: "" }));
if (!location.protocol.startsWith("http")) $("feed").parentElement.hidden = true; // no app can subscribe to a file
