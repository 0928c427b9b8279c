// Articles on this device: kept and removed one by one, or all; where there is no room, those that were heard go first.
// An address that is not secure offers a download instead; a page from a folder is on the device already.
import { book } from "./book.js";
import { $, make, on } from "./elements.js";
import { AUDIO_CACHE, keeping, PAGE_CACHE } from "./installed.js";
import { isHeard } from "./memory.js";
import { tell } from "./status.js";
import { say } from "./words.js";

const MARK = { no: "⤓", yes: "✓" };
const states = new Map(book.tracks.map((part) => [part, "no"])); // or "yes", or the share that is loaded
let queue = Promise.resolve();

const megabytes = (bytes) => say("megabytes", { n: (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0) });
// the state of the text stands for that of the audio, whose name is the same when it is made again
const keyOfAudio = (part) => new URL(`${part.src}?${part.text.split("?").at(-1)}-${part.bytes}`, location.href).href;

const showKeep = (part) => {
  const button = document.querySelector(`.keep[data-keep="${book.tracks.indexOf(part)}"]`);
  if (!button) return;
  const state = states.get(part), size = megabytes(part.bytes);
  const share = typeof state === "number" ? `${Math.round(state * 100)} %` : null;
  const label = share ? say("keepingPart", { t: share }) : say(state === "yes" ? "unkeep" : "keep", { t: size });
  button.textContent = share ?? MARK[state];
  button.append(make("small", size));
  button.title = label;
  button.setAttribute("aria-label", `${part.title}: ${label}`);
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

const heardAndKept = () => book.tracks.filter((part) => isHeard(part) && states.get(part) === "yes");

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
  const headers = { "Content-Type": "audio/mpeg", "Accept-Ranges": "bytes", "Content-Length": String(part.bytes) };
  const cache = await caches.open(AUDIO_CACHE);
  await cache.put(keyOfAudio(part), new Response(counted, { headers }));
};

const makeRoom = async (bytes) => {
  const { quota = Infinity, usage = 0 } = await (navigator.storage?.estimate?.() ?? {});
  let missing = usage + bytes - quota;
  for (const part of heardAndKept()) {
    if (missing <= 0) return;
    await removeAudio(part);
    missing -= part.bytes;
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
      const [first] = heardAndKept();
      if (error.name !== "QuotaExceededError" || !first) throw error;
      await removeAudio(first);
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
  const size = megabytes(part.bytes), label = say("download", { t: size });
  const link = make("a", MARK.no, { class: "keep icon", href: part.src, download: "", title: label, "aria-label": `${part.title}: ${label}` });
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
on("unkeep-heard", "click", () => heardAndKept().forEach(removeAudio));
