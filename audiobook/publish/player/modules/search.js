// Words looked for in the whole book; texts that are not here yet are loaded for it, one after the other.
import { book, startOf, WRITTEN } from "./book.js";
import { $, make, on } from "./elements.js";
import { hear } from "./hearing.js";
import { openSheet } from "./layers.js";
import { withText } from "./texts.js";
import { clock, say } from "./words.js";

const TYPED_MS = 250, MOST_HITS = 100, AROUND = 20; // characters before and behind what is found
let searches = 0, typing;

const hitItem = (place, cue, from, length) => {
  const text = cue[WRITTEN], part = book.tracks[place];
  const button = make("button", null, { class: "hit" });
  const before = text.slice(Math.max(0, from - AROUND), from), behind = text.slice(from + length);
  const snippet = make("span", `${from > AROUND ? "…" : ""}${before}`);
  snippet.append(make("mark", text.slice(from, from + length)), behind.slice(0, AROUND * 2) + (behind.length > AROUND * 2 ? "…" : ""));
  button.append(snippet, make("small", `${part.title} · ${clock(startOf(cue))}`));
  button.addEventListener("click", () => {
    $("search").close();
    hear({ heard: [place, startOf(cue)] });
  });
  const item = make("li");
  item.append(button);
  return item;
};

const showHits = (place, wantedText) => {
  let count = 0;
  for (const cue of book.tracks[place].cues) {
    const from = cue[WRITTEN].toLowerCase().indexOf(wantedText);
    if (from < 0) continue;
    count += 1;
    if ($("hits").children.length < MOST_HITS) $("hits").append(hitItem(place, cue, from, wantedText.length));
  }
  return count;
};

const search = async () => {
  searches += 1;
  const mine = searches, wantedText = $("wanted").value.trim().toLowerCase();
  let count = 0, missing = 0;
  $("hits").replaceChildren();
  $("found").textContent = "";
  if (!wantedText) return;
  for (const [place, part] of book.tracks.entries()) {
    try { await withText(part); } catch { missing += 1; }
    if (mine !== searches) return; // something else is looked for by now
    count += showHits(place, wantedText);
    $("found").textContent = say("searching", { n: count, done: place + 1, all: book.tracks.length });
  }
  $("found").textContent = say("found", { n: count }) + (missing ? say("notSearched", { n: missing }) : "");
};

export const openSearch = () => {
  openSheet($("search"));
  $("wanted").select();
};

on("search-open", "click", openSearch);
on("wanted", "input", () => {
  clearTimeout(typing);
  typing = setTimeout(search, TYPED_MS);
});
