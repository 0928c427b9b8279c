// Articles on this device: kept and removed one by one, or all; where there is no room, those that were heard go first.
// An address that is not secure offers a download instead; a page from a folder is on the device already.
import { book } from "./book.js";
import { $, make, on } from "./elements.js";
import { AUDIO_CACHE, keeping, PAGE_CACHE } from "./installed.js";
import { isHeard, isHeardOf } from "./memory.js";
import { track } from "./playback.js";
import { tell } from "./status.js";
import { say } from "./words.js";

const states = new Map(book.tracks.map((part) => [part, "no"])); // or "yes", or the share that is loaded
const BOOK_HEADER = "X-Audiobook", GUID_HEADER = "X-Audiobook-Part"; // of a kept answer: whose audio it is
let queue = Promise.resolve();

const megabytes = (bytes) => say("megabytes", { n: (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0) });
// the state of the text stands for that of the audio, whose name is the same when it is made again
const keyOfAudio = (part) => new URL(`${part.src}?${part.text.split("?").at(-1)}-${part.bytes}`, location.href).href;

// a label begins with what the eye sees, so that it can be asked for aloud
const named = (part, label, seen) => `${seen} ${label}: ${part.title}`;

const showKeep = (part) => {
  const button = document.querySelector(`.keep[data-keep="${book.tracks.indexOf(part)}"]`);
  if (!button) return;
  const state = states.get(part), size = megabytes(part.bytes);
  const share = typeof state === "number" ? `${Math.round(state * 100)} %` : null;
  const label = say(share ? "keepingPart" : state === "yes" ? "unkeep" : "keep");
  button.replaceChildren(make("small", share ?? size));
  button.classList.toggle("kept", state === "yes");
  button.title = label;
  button.setAttribute("aria-label", named(part, label, share ?? size));
  button.disabled = share !== null;
};

const showKept = () => {
  const kept = book.tracks.filter((part) => states.get(part) === "yes");
  const rest = book.tracks.filter((part) => states.get(part) === "no");
  const sum = (parts) => megabytes(parts.reduce((bytes, part) => bytes + part.bytes, 0));
  $("kept-sum").textContent = kept.length ? say("keptSum", { n: kept.length, t: sum(kept) }) : say("keptNone");
  $("keep-all").hidden = rest.length === 0;
  $("keep-all").textContent = say("keepAll", { t: sum(rest) });
  $("unkeep-heard").hidden = !kept.some(isHeard);
};

const setState = (part, state) => {
  states.set(part, state);
  showKeep(part);
  showKept();
};

const removeAudio = async (part) => {
  const cache = await caches.open(AUDIO_CACHE);
  await cache.delete(new URL(part.src, location.href).href, { ignoreSearch: true });
  setState(part, "no");
};

const heardHere = () => book.tracks.filter((part) => isHeard(part) && states.get(part) === "yes");

// of all books on this device, those kept longest first: [request, bytes]; what plays now is not among them
const heardAnywhere = async () => {
  const cache = await caches.open(AUDIO_CACHE), found = [];
  for (const request of await cache.keys()) {
    const { headers } = await cache.match(request);
    const id = headers.get(BOOK_HEADER), guid = headers.get(GUID_HEADER);
    if (guid !== track.guid && isHeardOf(id, guid)) found.push([request, Number(headers.get("Content-Length"))]);
  }
  return found;
};

const removeHeard = async ([request]) => {
  const part = book.tracks.find((one) => keyOfAudio(one) === request.url);
  if (part) await removeAudio(part); else await (await caches.open(AUDIO_CACHE)).delete(request);
};

const storeAudio = async (part) => {
  const answer = await fetch(part.src, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  let loaded = 0;
  const counted = answer.body.pipeThrough(new TransformStream({
    transform: (chunk, controller) => {
      loaded += chunk.length;
      setState(part, Math.min(0.99, loaded / part.bytes));
      controller.enqueue(chunk);
    },
  }));
  const headers = {
    "Content-Type": "audio/mpeg", "Accept-Ranges": "bytes", "Content-Length": String(part.bytes),
    [BOOK_HEADER]: book.id, [GUID_HEADER]: part.guid,
  };
  const cache = await caches.open(AUDIO_CACHE);
  await cache.put(keyOfAudio(part), new Response(counted, { headers }));
};

const makeRoom = async (bytes) => {
  const { quota = Infinity, usage = 0 } = await (navigator.storage?.estimate?.() ?? {});
  let missing = usage + bytes - quota;
  if (missing <= 0) return;
  for (const one of await heardAnywhere()) {
    await removeHeard(one);
    missing -= one[1];
    if (missing <= 0) return;
  }
};

const keepPart = async (part) => {
  if (states.get(part) === "yes") return;
  setState(part, 0);
  try {
    await makeRoom(part.bytes);
    const pages = await caches.open(PAGE_CACHE);
    if (!(await pages.match(part.text))) await pages.add(part.text);
    try { await storeAudio(part); } catch (error) {
      const [first] = await heardAnywhere();
      if (error.name !== "QuotaExceededError" || !first) throw error;
      await removeHeard(first);
      await storeAudio(part);
    }
    setState(part, "yes");
  } catch (error) {
    setState(part, "no");
    tell(say(error.name === "QuotaExceededError" ? "noRoom" : "notKept"));
  }
};

const enqueue = (part) => {
  navigator.storage?.persist?.(); // so that the browser asks before it clears them
  if (states.get(part) === "no") setState(part, 0);
  queue = queue.then(() => keepPart(part));
};

const keepButton = (part, place) => {
  const button = make("button", null, { class: "keep icon", "data-keep": place });
  button.addEventListener("click", () => { if (states.get(part) === "yes") removeAudio(part); else enqueue(part); });
  return button;
};

const downloadLink = (part) => {
  const size = megabytes(part.bytes), label = say("download");
  const link = make("a", null, { class: "keep icon", href: part.src, download: "", title: label, "aria-label": named(part, label, size) });
  link.append(make("small", size));
  return link;
};

const addToContents = (what) => {
  book.tracks.forEach((part, place) => {
    document.querySelector(`.track[data-track="${place}"]`).after(what(part, place));
  });
};

// what is there; an article that was made again since then is kept again
const lookUp = async () => {
  const cache = await caches.open(AUDIO_CACHE);
  const keys = new Set((await cache.keys()).map(({ url }) => url));
  const bases = new Set([...keys].map((url) => url.split("?")[0]));
  for (const part of book.tracks) {
    if (keys.has(keyOfAudio(part))) setState(part, "yes");
    else if (bases.has(new URL(part.src, location.href).href)) renew(part);
    else showKeep(part);
  }
  showKept();
};

const renew = async (part) => {
  const cache = await caches.open(AUDIO_CACHE), old = new URL(part.src, location.href).href;
  const [before] = await cache.keys(old, { ignoreSearch: true });
  enqueue(part);
  await queue;
  if (states.get(part) === "yes") await cache.delete(before); else setState(part, "yes"); // the old one is still there
};

keeping.then((can) => {
  if (can) {
    addToContents(keepButton);
    $("kept").hidden = false;
    lookUp();
  } else if (location.protocol.startsWith("http")) {
    addToContents(downloadLink);
  }
});
on("keep-all", "click", () => book.tracks.filter((part) => states.get(part) === "no").forEach(enqueue));
on("unkeep-heard", "click", () => heardHere().forEach(removeAudio));
