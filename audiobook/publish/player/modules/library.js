// The shelf: one card a book, with how far it has been heard on this device.
import { $, make, on } from "./elements.js";
import { openBook, startFrames } from "./frames.js";
import { AUDIO_CACHE, keeping } from "./installed.js";
import { kept, keyOf, progressKeyOf } from "./storage.js";
import "./subscribe.js";
import { applyTheme, keptTheme } from "./theme.js";

const shelf = window.AUDIOBOOK_LIBRARY;
const zh = shelf.language.startsWith("zh");

const length = (seconds) => {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const hours = Math.floor(minutes / 60);
  if (zh) return hours ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分钟`;
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
};

const memoryOf = (one) => kept(keyOf(one.id), {});

const heard = (one) => {
  const places = memoryOf(one).places || {};
  return one.tracks.reduce((sum, [guid, seconds]) => {
    const place = places[guid];
    return sum + (place ? (place.done ? seconds : Math.min(seconds, place.at)) : 0);
  }, 0);
};

// how many questions of the quiz are due
const dueOf = (one) => {
  const cards = Object.values(kept(progressKeyOf(one.id), {}).cards ?? {});
  return cards.filter(({ due }) => Date.parse(due) <= Date.now()).length;
};

const card = (one) => {
  const total = one.tracks.reduce((sum, [, seconds]) => sum + seconds, 0);
  const link = make("a", "", { href: `${one.folder}/index.html?library` });
  link.append(make("img", "", { src: one.cover, alt: "", loading: "lazy", width: 300, height: 300 }));
  link.append(make("strong", one.title));
  link.append(make("span", [one.issue, one.date].filter(Boolean).join(" · "), { class: "facts" }));
  link.append(make("span", `${one.tracks.length} ${zh ? "集" : "parts"} · ${length(total)}`, { class: "facts" }));
  const due = dueOf(one);
  if (due) link.append(make("span", zh ? `小测验 ${due} 题到期` : `quiz: ${due} due`, { class: "facts here" }));
  const done = heard(one);
  if (done > 0) link.append(make("progress", "", { max: total, value: done, "aria-label": zh ? "已听" : "heard" }));
  const item = make("li");
  item.append(link);
  return item;
};

// on top the book that was listened to last, unless all of it is heard
const showLast = (playing) => {
  $("go-on").hidden = true;
  const [last] = shelf.books.filter((one) => memoryOf(one).when).sort((a, b) => memoryOf(b).when - memoryOf(a).when);
  if (!last || last.folder === playing) return; // what plays stands below
  const left = last.tracks.reduce((sum, [, seconds]) => sum + seconds, 0) - heard(last);
  if (left < 1) return;
  const link = $("go-on");
  link.href = `${last.folder}/index.html?library`;
  const text = make("span");
  text.append(make("small", zh ? "接着听" : "Go on listening"), make("strong", last.title));
  text.append(make("span", zh ? `还剩 ${length(left)}` : `${length(left)} left`, { class: "facts" }));
  link.replaceChildren(make("img", "", { src: last.cover, alt: "", width: 64, height: 64 }), text);
  link.hidden = false;
};

// how much of each book plays without a network
const showKeptOf = async () => {
  if (!(await keeping)) return;
  const cache = await caches.open(AUDIO_CACHE);
  const urls = (await cache.keys()).map(({ url }) => url);
  for (const one of shelf.books) {
    const base = new URL(`${one.folder}/`, location.href).href;
    const n = urls.filter((url) => url.startsWith(base)).length;
    const link = $("books").querySelector(`a[href^="${one.folder}/"]`);
    if (n) link.append(make("span", zh ? `✓ 本机已存 ${n} 集` : `✓ ${n} on this device`, { class: "facts here" }));
  }
};

const showShelf = (playing) => {
  showLast(playing);
  $("books").replaceChildren(...shelf.books.map(card));
  showKeptOf();
};

const openCard = (event) => {
  const link = event.target.closest("a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return; // in a window of its own
  event.preventDefault();
  openBook(link.getAttribute("href").split("/")[0]);
};

on("books", "click", openCard);
on("go-on", "click", openCard);
showShelf();
startFrames(new Set(shelf.books.map(({ folder }) => folder)), zh ? ["播放", "暂停"] : ["Play", "Pause"], showShelf);
$("feed").textContent = zh ? "用播客软件订阅全部" : "Subscribe to all in a podcast app";
applyTheme(keptTheme());
