// Where one is: the shelf, or a publication with its articles or its audio; the address says it, so that it outlives a
// reload and each window has its own.
import { $, on } from "./elements.js";
import { say } from "./words.js";

export let work = ""; // key of the publication, "" on the shelf
export let tab = "articles";

const opened = [], tabbed = [];
export const onOpen = (action) => opened.push(action);
export const onTab = (action) => tabbed.push(action);

export const go = (key, to = "articles") => { location.hash = key ? `${encodeURIComponent(key)}!${to}` : ""; };

const read = () => {
  const [key, to] = location.hash.slice(1).split("!");
  const before = work;
  work = decodeURIComponent(key || "");
  tab = to === "listen" ? "listen" : "articles";
  $("shelf").hidden = Boolean(work);
  $("work").hidden = !work;
  $("back").hidden = !work;
  for (const name of ["articles", "listen"]) {
    $(name).hidden = tab !== name;
    $(`tab-${name}`).setAttribute("aria-selected", tab === name);
    $(`tab-${name}`).tabIndex = tab === name ? 0 : -1;
  }
  if (!work) { $("title").textContent = "audiobook studio"; document.title = "audiobook studio"; }
  if (work !== before || !work) { scrollTo({ top: 0 }); for (const action of opened) action(); }
  for (const action of tabbed) action();
};

export const otherTab = () => { if (work) go(work, tab === "articles" ? "listen" : "articles"); };

export const begin = () => read();
addEventListener("hashchange", read);
on("back", "click", () => go(""));
for (const name of ["articles", "listen"]) on(`tab-${name}`, "click", () => go(work, name));
on("tabs", "keydown", (event) => {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key) || event.target.getAttribute("role") !== "tab") return;
  event.stopPropagation();
  otherTab();
  setTimeout(() => $(`tab-${tab}`).focus());
});

export const showTitle = (title) => { $("title").textContent = title || say("untitled"); document.title = `${title} · audiobook studio`; };
