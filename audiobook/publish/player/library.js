// The shelf: one card a book, with how far it has been heard on this device.
"use strict";
(() => {
  const data = window.AUDIOBOOK_LIBRARY;
  const zh = data.language.startsWith("zh");
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const length = (seconds) => {
    const minutes = Math.max(1, Math.round(seconds / 60));
    const hours = Math.floor(minutes / 60);
    if (zh) return hours ? `${hours} 小时 ${minutes % 60} 分` : `${minutes} 分钟`;
    return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
  };
  const heard = (book) => {
    try {
      const state = JSON.parse(localStorage.getItem(`audiobook:${book.id}`)) || {};
      return book.tracks.reduce((sum, [guid, seconds]) => {
        const place = (state.places || {})[guid];
        return sum + (place ? (place.done ? seconds : Math.min(seconds, place.at)) : 0);
      }, 0);
    } catch { return 0; }
  };
  for (const book of data.books) {
    const total = book.tracks.reduce((sum, [, seconds]) => sum + seconds, 0);
    const link = make("a", "", { href: `${book.folder}/index.html?library` });
    link.append(make("img", "", { src: book.cover, alt: "", loading: "lazy", width: 300, height: 300 }));
    link.append(make("strong", book.title));
    link.append(make("span", [book.issue, book.date].filter(Boolean).join(" · "), { class: "facts" }));
    link.append(make("span", `${book.tracks.length} ${zh ? "集" : "parts"} · ${length(total)}`, { class: "facts" }));
    const done = heard(book);
    if (done > 0) link.append(make("progress", "", { max: total, value: done, "aria-label": zh ? "已听" : "heard" }));
    const item = make("li");
    item.append(link);
    document.getElementById("books").append(item);
  }
  document.getElementById("feed").textContent = zh ? "用播客软件订阅全部" : "Subscribe to all in a podcast app";
  try {
    const theme = localStorage.getItem("audiobook-theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch { /* no storage: the system's theme */ }
})();
