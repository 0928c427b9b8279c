// Books open over the shelf, each in a frame, so that the voice goes on when one comes back; then a small player below
// the shelf shows what plays. The address of the page names the open book, so that Back closes it.
import { $, make, on } from "./elements.js";

const BOOK_MARK = "#book/", MOST_FRAMES = 2, FRAME_PATIENCE_MS = 5000;
const frames = new Map(); // folder -> frame, the one opened last behind the others
const heardOf = new Set(); // frames that have said something
let playing = null, opened = 0, labels, onReturn;

const shownFolder = () => (location.hash.startsWith(BOOK_MARK) ? location.hash.slice(BOOK_MARK.length) : null);
const ask = (folder, what) => frames.get(folder)?.contentWindow?.postMessage({ audiobook: what }, "*");

const removeFrame = (folder) => {
  frames.get(folder).remove();
  frames.delete(folder);
  if (playing?.folder === folder) playing = null;
};

const addFrame = (folder) => {
  const old = [...frames.keys()].find((one) => one !== playing?.folder);
  if (frames.size >= MOST_FRAMES && old) removeFrame(old);
  const page = `${folder}/index.html?library`;
  const frame = make("iframe", null, { class: "open-book", src: page });
  // a host that forbids frames: then the page itself
  frame.addEventListener("load", () => setTimeout(() => { if (!heardOf.has(frame) && frame.isConnected) location.replace(page); }, FRAME_PATIENCE_MS));
  frames.set(folder, frame);
  document.body.append(frame);
};

const showMini = () => {
  const there = playing !== null && playing.folder !== shownFolder();
  $("mini").hidden = !there;
  document.body.classList.toggle("with-mini", there);
  if (!there) return;
  $("mini-title").textContent = playing.part;
  $("mini-book").textContent = playing.title;
  $("mini-toggle").textContent = playing.eager ? "❚❚" : "▶";
  $("mini-toggle").setAttribute("aria-label", labels[playing.eager ? 1 : 0]);
  $("mini-place").max = playing.all;
  $("mini-place").value = playing.at;
};

const showBook = () => {
  const folder = shownFolder();
  if (folder && !frames.has(folder)) addFrame(folder);
  for (const [name, frame] of frames) frame.hidden = name !== folder;
  document.body.classList.toggle("reading", folder !== null);
  for (const behind of document.querySelectorAll(".top, main")) behind.inert = folder !== null;
  if (folder) { frames.get(folder).focus(); ask(folder, "shown"); } else { onReturn(playing?.folder); }
  showMini();
};

const listenTo = ({ source, data }) => {
  const [folder, frame] = [...frames].find(([, one]) => one.contentWindow === source) ?? [];
  if (!folder || !data?.audiobook) return;
  heardOf.add(frame);
  frame.title = data.title;
  if (data.audiobook === "leave") { if (opened > 0) history.back(); else location.hash = ""; return; }
  if (data.eager && playing?.folder !== folder) {
    if (playing) ask(playing.folder, "pause");
    playing = { folder };
  }
  if (playing?.folder === folder) playing = { folder, ...data };
  if (folder === shownFolder()) document.title = data.title;
  showMini();
};

export const openBook = (folder) => {
  opened += 1;
  location.hash = BOOK_MARK + folder;
};

// `words` are the labels of the button: play and pause; `returned` is called whenever the shelf is seen again, with the
// folder of the book that plays
export const startFrames = (known, words, returned) => {
  labels = words;
  onReturn = returned;
  addEventListener("message", listenTo);
  addEventListener("hashchange", () => { if (shownFolder() === null || known.has(shownFolder())) showBook(); });
  on("mini-toggle", "click", () => ask(playing.folder, "toggle"));
  on("mini-open", "click", () => openBook(playing.folder));
  if (known.has(shownFolder())) showBook();
};
