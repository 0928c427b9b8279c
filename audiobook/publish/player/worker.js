// The service worker: the page without a network, and the articles that are kept on this device. What is current is
// in self.SITE, which the line before this one sets: a book made again is another worker, and leaves nothing behind.
const { shell, texts } = self.SITE;
const PAGES = `audiobook-pages:${self.registration.scope}`, AUDIO = "audiobook-audio"; // installed.js says them, too
const PATIENCE_MS = 4000; // then the last state of a page is better than none

const address = (path) => new URL(path, self.registration.scope).href;
const bare = (url) => {
  const { origin, pathname } = new URL(url);
  return origin + (pathname.endsWith("/") ? `${pathname}index.html` : pathname);
};
const isDated = ({ search, pathname }) => /^\?[0-9a-f]{8}$/.test(search) || /\.(jpg|png)$/.test(pathname);
const inShell = new Set(shell.map((path) => bare(address(path))));

const install = async () => {
  const cache = await caches.open(PAGES);
  await cache.addAll(shell.map((path) => new Request(address(path), { cache: "no-cache" })));
  await self.skipWaiting();
};

const activate = async () => {
  const cache = await caches.open(PAGES);
  const current = new Set([...shell, ...texts].map(address));
  for (const request of await cache.keys()) if (!current.has(request.url)) await cache.delete(request);
  await self.clients.claim();
};

// an address that names its own state never has another one
const unchanging = async (request) => {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(request);
  if (kept) return kept;
  const found = await fetch(request);
  if (found.ok && found.status === 200) await cache.put(request, found.clone());
  return found;
};

// the newest there is; a gateway's error and a hotspot's log-in page are none
const newest = async (request) => {
  const cache = await caches.open(PAGES), key = bare(request.url);
  const kept = await cache.match(key);
  const answer = fetch(request).then(async (found) => {
    if (found.ok && !found.redirected) await cache.put(key, found.clone());
    else if (kept) return kept;
    return found;
  });
  if (!kept) return answer;
  answer.catch(() => {});
  const late = new Promise((done) => { setTimeout(done, PATIENCE_MS, kept); });
  return Promise.race([answer, late]).catch(() => kept);
};

const cut = async (whole, range) => {
  const blob = await whole.blob();
  const start = Number(range[1]), end = Math.min(range[2] ? Number(range[2]) : blob.size, blob.size - 1);
  if (start > end) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${blob.size}` } });
  const headers = {
    "Content-Type": "audio/mpeg", "Accept-Ranges": "bytes", "Content-Length": String(end - start + 1),
    "Content-Range": `bytes ${start}-${end}/${blob.size}`,
  };
  return new Response(blob.slice(start, end + 1), { status: 206, headers });
};

const audio = async (request) => {
  const kept = await caches.match(request.url, { cacheName: AUDIO, ignoreSearch: true });
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") || "");
  if (request.method === "HEAD") return new Response(null, { headers: kept.headers });
  return range ? cut(kept, range) : kept;
};

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (url.pathname.endsWith(".mp3") && !url.search) event.respondWith(audio(request));
  else if (request.method !== "GET") return;
  else if (isDated(url)) event.respondWith(unchanging(request));
  else if (inShell.has(bare(request.url))) event.respondWith(newest(request));
});
