// Playing: the sentence being spoken is lit, every place can be reached, and nothing is forgotten.
"use strict";
(() => {
  const { data, say, $, make, clock, store, tell, page } = Player;
  const audio = $("audio");
  const KEY = `audiobook:${data.id}`;
  const RATES = [0.75, 0.85, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];
  const SLEEPS = [0, 5, 10, 15, 20, 30, 45, 60, "end"];
  const state = Object.assign({ track: null, places: {}, rate: 1 }, store.get(KEY, {}));
  let at = 0, track = data.tracks[0] || { guid: "", title: "", cues: [], duration: 0 }, spans = [], lit = -1, wanted = null, sleepAt = null, sleepAtEnd = false, touched = -Infinity;

  // ---------------------------------------------------------------- where we are
  const duration = () => (Number.isFinite(audio.duration) ? audio.duration : track.duration);
  const now = () => (wanted === null ? audio.currentTime : wanted);

  // the last cue that has begun: the light stays through the pause behind a sentence
  const cueAt = (seconds) => {
    let low = 0, high = track.cues.length - 1, found = -1;
    const ms = seconds * 1000 + 1; // seeking lands a rounding error before the start
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (track.cues[middle][0] <= ms) { found = middle; low = middle + 1; } else high = middle - 1;
    }
    return found;
  };

  const light = () => {
    const place = cueAt(now());
    if (place === lit) return;
    if (spans[lit]) spans[lit].removeAttribute("aria-current");
    lit = place;
    for (const answer of document.querySelectorAll(".answer")) answer.classList.toggle("heard", place >= Number(answer.dataset.at));
    const span = spans[lit];
    if (!span) return;
    span.setAttribute("aria-current", "true");
    if ($("follow").checked && performance.now() - touched > 4000) reveal(span);
  };

  const reveal = (span) => {
    const box = span.getBoundingClientRect();
    const bottom = innerHeight - $("bar").offsetHeight;
    if (box.top > 90 && box.bottom < bottom - 60) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollTo({ top: scrollY + box.top - innerHeight * 0.3, behavior: calm ? "auto" : "smooth" });
  };

  const show = () => {
    light();
    const seconds = now();
    $("seek").max = duration();
    if (document.activeElement !== $("seek") || !dragging) $("seek").value = seconds;
    $("seek").setAttribute("aria-valuetext", `${clock(seconds)} / ${clock(duration())}`);
    $("at").textContent = clock(seconds);
    $("all").textContent = clock(duration());
    const left = sleepAt ? say("sleepIn", { n: Math.max(1, Math.ceil((sleepAt - Date.now()) / 60000)) })
      : say("left", { t: clock((duration() - seconds) / state.rate) });
    $("now-left").textContent = left;
  };

  let frame = 0;
  const tick = () => { show(); nap(); frame = audio.paused ? 0 : requestAnimationFrame(tick); };

  // ---------------------------------------------------------------- remembering
  let saved = 0;
  const save = (force) => {
    if (!force && performance.now() - saved < 2000) return;
    saved = performance.now();
    const before = state.places[track.guid] || {};
    if (now() > 0.5) state.places[track.guid] = { at: Math.round(now() * 10) / 10, done: before.done || false };
    state.track = track.guid;
    store.set(KEY, state);
  };

  // ---------------------------------------------------------------- going somewhere
  const seek = (seconds, { play = false } = {}) => {
    const target = Math.min(Math.max(0, seconds), Math.max(0, duration() - 0.05));
    if (audio.readyState >= 1) { wanted = null; audio.currentTime = target; } else { wanted = target; }
    touched = -Infinity;
    show();
    save(true);
    if (play) start();
  };

  const open = (place, { play = false, from = null } = {}) => {
    if (place < 0 || place >= data.tracks.length) return;
    if (spans.length) save(true);
    at = place;
    track = data.tracks[at];
    audio.pause();
    lit = -1;
    spans = page.text(track);
    page.study(track, hear);
    const kept = state.places[track.guid];
    wanted = from !== null ? from : kept && !kept.done && kept.at < track.duration - Math.min(3, track.duration / 20) ? kept.at : 0;
    if (kept && kept.done) kept.done = false;
    audio.src = track.src;
    audio.playbackRate = audio.defaultPlaybackRate = state.rate;
    $("now-title").textContent = track.title;
    document.title = `${track.title} · ${data.title}`;
    page.current(at, state.places);
    closeMenu();
    scrollTo({ top: 0 });
    media();
    show();
    if (wanted > 1) { reveal(spans[lit] || document.body); tell(say("resume", { t: clock(wanted) }), false); }
    if (play) start();
  };

  const start = () => audio.play().catch((error) => { if (error.name !== "AbortError") tell(say("broken")); });
  const toggle = () => (audio.paused ? start() : audio.pause());
  const skip = (seconds) => seek(now() + seconds);

  const sentence = (step) => {
    const place = cueAt(now());
    // the first press goes to the start of this sentence, as everywhere
    const inside = place >= 0 && now() - track.cues[place][0] / 1000 > 1.5;
    const target = Math.min(Math.max(0, step < 0 && inside ? place : place + step), track.cues.length - 1);
    if (track.cues[target]) seek(track.cues[target][0] / 1000);
  };

  // a review asks about sentences of articles: they are heard where they stand
  const hear = ({ utterance, article }) => {
    const there = data.tracks.findIndex((one) => one.kind === "article" && one.number === article);
    const place = track.kind === "article" || there < 0 ? at : there;
    const { cues } = data.tracks[place];
    const cue = cues.find((one) => one[7] >= utterance) || cues[0];
    const start = cue ? cue[0] / 1000 : 0;
    if (place === at) seek(start, { play: true }); else open(place, { from: start, play: true });
  };

  // a term of the whole book is heard in its article, or in the sitting that has its sentence
  const hearInBook = ({ utterance, article, sentence: wanted }) => {
    const begins = (cue) => cue[2] && wanted.startsWith(cue[2]);
    let place = data.tracks.findIndex((one) => one.kind === "article" && one.number === article);
    const known = place >= 0;
    if (!known) place = data.tracks.findIndex((one) => one.cues.some(begins));
    if (place < 0) return;
    const cue = data.tracks[place].cues.find(known ? (one) => one[7] >= utterance : begins);
    closeMenu();
    if (place === at) seek(cue ? cue[0] / 1000 : 0, { play: true }); else open(place, { from: cue ? cue[0] / 1000 : 0, play: true });
  };

  // ---------------------------------------------------------------- speed and sleep
  const rate = (value) => {
    state.rate = value;
    audio.playbackRate = audio.defaultPlaybackRate = value;
    $("rate").value = String(value);
    store.set(KEY, state);
    show();
  };
  const faster = (step) => {
    const place = RATES.findIndex((one) => one >= state.rate - 0.001);
    rate(RATES[Math.min(Math.max(0, place + step), RATES.length - 1)]);
    tell(`${state.rate}×`);
  };
  const sleep = (value) => {
    sleepAtEnd = value === "end";
    sleepAt = sleepAtEnd || value === "0" ? null : Date.now() + Number(value) * 60000;
    show();
  };
  const nap = () => {
    if (sleepAt === null || audio.paused) return;
    const left = sleepAt - Date.now();
    audio.volume = left < 5000 ? Math.max(0.05, left / 5000) : 1; // falls asleep, not off a cliff
    if (left <= 0) { audio.pause(); awake(); tell(say("asleep")); }
  };
  const awake = () => { sleepAt = null; sleepAtEnd = false; audio.volume = 1; $("sleep").value = "0"; };

  // ---------------------------------------------------------------- the machine's own buttons
  const media = () => {
    if (!("mediaSession" in navigator) || !window.MediaMetadata) return;
    // a page from a folder may not show its cover on the lock screen
    const artwork = location.protocol === "file:" ? [] : [{ src: new URL(data.cover, location.href).href, sizes: "600x600", type: "image/jpeg" }];
    navigator.mediaSession.metadata = new MediaMetadata({ title: track.title, artist: track.authors.join(" "), album: data.title, artwork });
  };
  const mediaKeys = () => {
    if (!("mediaSession" in navigator)) return;
    const keys = {
      play: start, pause: () => audio.pause(), stop: () => audio.pause(), seekbackward: (e) => skip(-(e.seekOffset || 15)),
      seekforward: (e) => skip(e.seekOffset || 15), seekto: (e) => seek(e.seekTime),
      previoustrack: () => open(at - 1, { play: true }), nexttrack: () => open(at + 1, { play: true }),
    };
    for (const [name, action] of Object.entries(keys)) {
      try { navigator.mediaSession.setActionHandler(name, action); } catch { /* an older browser lacks this one */ }
    }
  };
  const position = () => {
    if (!("mediaSession" in navigator) || !navigator.mediaSession.setPositionState || !Number.isFinite(audio.duration)) return;
    navigator.mediaSession.setPositionState({ duration: audio.duration, playbackRate: audio.playbackRate, position: Math.min(audio.currentTime, audio.duration) });
  };

  // ---------------------------------------------------------------- misread here
  const correction = () => {
    if (!track.cues.length) return;
    const chosen = String(getSelection()).trim();
    const cue = track.cues[Math.max(0, lit)];
    const word = chosen && cue[2].includes(chosen) ? chosen : "";
    audio.pause();
    $("written").value = word || cue[2];
    $("read-as").value = word || cue[6] || cue[2];
    compose();
    if (!$("correct").open) $("correct").showModal();
    copy();
  };
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const compose = () => {
    const cue = track.cues[Math.max(0, lit)];
    $("line").value = `# ${flat(track.title)} ${clock(cue[0] / 1000)}\n${flat($("written").value)}\t${flat($("read-as").value)}\n`;
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText($("line").value);
      tell(say("copied"));
    } catch { // plain http in the local network: browsers offer only the old way
      $("line").focus();
      $("line").select();
      tell(say(document.execCommand("copy") ? "copied" : "notCopied"));
    }
  };

  // ---------------------------------------------------------------- looks
  const root = document.documentElement;
  const theme = (value) => {
    if (value === "auto") delete root.dataset.theme; else root.dataset.theme = value;
    try { if (value === "auto") localStorage.removeItem("audiobook-theme"); else localStorage.setItem("audiobook-theme", value); } catch { /* not kept */ }
    $("theme").value = value;
  };
  const isDark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const size = (value) => {
    const px = Math.min(36, Math.max(14, value));
    root.style.setProperty("--size", `${px}px`);
    $("size").textContent = `${px} px`;
    store.set("audiobook-size", px);
    return px;
  };
  const closeMenu = () => { $("contents").classList.remove("open"); $("shade").hidden = true; $("menu").setAttribute("aria-expanded", "false"); };
  const openMenu = () => { $("contents").classList.add("open"); $("shade").hidden = false; $("menu").setAttribute("aria-expanded", "true"); $("tracks").querySelector("[aria-current=true]")?.focus(); };

  // ---------------------------------------------------------------- wiring
  let dragging = false, px = size(store.get("audiobook-size", 18));
  RATES.forEach((value) => $("rate").append(make("option", `${value}×`, { value })));
  SLEEPS.forEach((value) => $("sleep").append(make("option", value === 0 ? say("off") : value === "end" ? say("end") : say("minutes", { n: value }), { value })));
  ["auto", "light", "dark"].forEach((value) => $("theme").append(make("option", say(value), { value })));
  let keptTheme = "auto";
  try { keptTheme = localStorage.getItem("audiobook-theme") || "auto"; } catch { /* as the system */ }
  theme(keptTheme);
  $("rate").value = String(state.rate);

  const on = (id, event, action) => $(id).addEventListener(event, action);
  on("play", "click", toggle);
  on("back15", "click", () => skip(-15));
  on("forward15", "click", () => skip(15));
  on("previous", "click", () => sentence(-1));
  on("next", "click", () => sentence(1));
  on("rate", "change", () => rate(Number($("rate").value)));
  on("sleep", "change", () => sleep($("sleep").value));
  on("seek", "pointerdown", () => { dragging = true; });
  on("seek", "input", () => { $("at").textContent = clock(Number($("seek").value)); });
  on("seek", "change", () => { dragging = false; seek(Number($("seek").value)); });
  on("misread", "click", correction);
  on("copy", "click", copy);
  on("written", "input", compose);
  on("read-as", "input", compose);
  on("settings-open", "click", () => $("settings").showModal());
  on("help-open", "click", () => $("help").showModal());
  on("smaller", "click", () => { px = size(px - 2); });
  on("larger", "click", () => { px = size(px + 2); });
  on("theme", "change", () => theme($("theme").value));
  on("menu", "click", () => ($("contents").classList.contains("open") ? closeMenu() : openMenu()));
  on("shade", "click", closeMenu);
  on("text", "click", (event) => {
    const span = event.target.closest(".s");
    if (span && !String(getSelection())) seek(track.cues[Number(span.dataset.at)][0] / 1000, { play: true });
  });
  for (const event of ["wheel", "touchmove"]) addEventListener(event, () => { touched = performance.now(); }, { passive: true });

  audio.addEventListener("loadedmetadata", () => { if (wanted !== null) { audio.currentTime = wanted; wanted = null; } audio.playbackRate = state.rate; position(); show(); });
  audio.addEventListener("play", () => { if (!frame) frame = requestAnimationFrame(tick); playing(true); });
  audio.addEventListener("pause", () => { playing(false); save(true); });
  audio.addEventListener("timeupdate", () => { show(); nap(); save(false); });
  audio.addEventListener("seeked", () => { show(); position(); });
  audio.addEventListener("ratechange", position);
  audio.addEventListener("error", () => { if (audio.getAttribute("src")) tell(say("broken")); });
  audio.addEventListener("ended", () => {
    state.places[track.guid] = { at: 0, done: true };
    store.set(KEY, state);
    page.current(at, state.places);
    if (sleepAtEnd) { awake(); tell(say("asleep")); return; }
    if (at + 1 < data.tracks.length) { spans = []; open(at + 1, { play: true, from: 0 }); }
  });
  const playing = (yes) => {
    $("play").setAttribute("aria-label", say(yes ? "pause" : "play"));
    $("play").title = say(yes ? "pause" : "play");
    $("play").firstElementChild.textContent = yes ? "❚❚" : "▶";
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = yes ? "playing" : "paused";
  };

  const KEYS = {
    " ": toggle, k: toggle, ArrowLeft: () => skip(-15), ArrowRight: () => skip(15), "[": () => faster(-1), "]": () => faster(1),
    n: () => open(at + 1, { play: !audio.paused }), p: () => open(at - 1, { play: !audio.paused }), m: correction,
    d: () => theme(isDark() ? "light" : "dark"), "+": () => { px = size(px + 2); }, "=": () => { px = size(px + 2); },
    "-": () => { px = size(px - 2); }, "?": () => $("help").showModal(), Escape: closeMenu,
    "shift ArrowLeft": () => sentence(-1), "shift ArrowRight": () => sentence(1),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const busy = event.target.closest("input, select, textarea");
    if (busy || (event.key === " " && event.target.closest("button, a, summary"))) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const action = KEYS[event.shiftKey && event.key.length > 1 ? `shift ${key}` : key];
    if (action) { event.preventDefault(); action(); }
  });

  const fromAddress = () => {
    const [guid, seconds] = decodeURIComponent(location.hash.slice(1)).split(",");
    const place = data.tracks.findIndex((one) => one.guid === guid);
    if (place < 0) return false;
    open(place, { from: seconds && Number(seconds) >= 0 ? Number(seconds) : null });
    return true;
  };
  addEventListener("hashchange", fromAddress);
  addEventListener("pagehide", () => save(true));
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(true); });

  page.about();
  page.contents((place) => open(place, { play: !audio.paused }), (seconds) => { closeMenu(); seek(seconds, { play: true }); });
  page.bookTerms(hearInBook);
  mediaKeys();
  playing(false);
  if (data.tracks.length && !fromAddress()) open(Math.max(0, data.tracks.findIndex((one) => one.guid === state.track)));
})();
