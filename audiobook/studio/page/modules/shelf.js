// The shelf: publications and builds.
import { copy, showCommand } from "./command.js";
import { $, button, make, on } from "./elements.js";
import { go, onOpen, work } from "./place.js";
import { ask, attempt, change, inTurn, when, whenBack } from "./server.js";
import { say } from "./words.js";

export let state = { works: [], jobs: [] };
const told = [];
export const onState = (action) => told.push(action);

export const jobOf = (key) => state.jobs.findLast((job) => job.work === key);

const facts = (one) => {
  const job = jobOf(one.work);
  const busy = job && ["waiting", "running"].includes(job.state) ? say(job.state) : "";
  const there = one.tracks ? say("tracks", { n: one.tracks }) : say("fresh");
  const left = one.coming && say(busy ? "coming" : "notMade", { n: one.coming });
  return [there, left, busy, one.source].filter(Boolean).join(" · ");
};

const subscribe = () => {
  $("subscribe-command").textContent = state.serve;
  $("subscribe").showModal();
};

const workItem = (one) => {
  const item = make("li", null, { "data-work": one.work });
  const more = make("span", null, { class: "more" });
  if (one.tracks) {
    more.append(button(say("listen"), () => go(one.work, "listen")), button(say("subscribe"), subscribe, { "aria-haspopup": "dialog" }));
  }
  if (one.upload) {
    more.append(button("✕", () => attempt(() => change("remove", { work: one.work })), { class: "icon", "aria-label": `${say("remove")} ${one.title || one.name}` }));
  }
  item.append(button(one.title || one.name, () => go(one.work), { class: "open" }), make("span", facts(one), { class: "facts" }), more);
  return item;
};

const percent = (job) => (job.state === "running" && job.total ? `${Math.floor((job.done / job.total) * 100)}%` : "");
const made = (job) => { const one = state.works.find((other) => other.work === job.work); return one?.tracks ? say("tracks", { n: one.tracks }) : ""; };
export const jobFacts = (job) => [say(job.state), percent(job), made(job), job.error].filter(Boolean).join(" · ");

const jobItem = (job) => {
  const item = make("li", null, { "data-job": job.id, "data-state": job.state });
  item.append(button(job.name, () => go(job.work), { class: "open" }), make("span", jobFacts(job), { class: "facts" }));
  if (job.state === "running") item.append(make("progress", null, job.total ? { max: job.total, value: job.done } : {}));
  if (["waiting", "running"].includes(job.state)) item.append(button(say("stop"), () => attempt(() => change("cancel", { job: job.id }))));
  if (["failed", "cancelled"].includes(job.state)) item.append(button(say("again"), () => attempt(() => change("build", { work: job.work, only: job.only }))));
  return item;
};

const showShelf = () => {
  $("works").replaceChildren(...state.works.map(workItem));
  // what is done stands among the publications
  const unfinished = state.jobs.filter((job) => job.state !== "done").reverse();
  $("jobs").replaceChildren(...unfinished.map(jobItem));
  $("jobs-title").hidden = !unfinished.length;
  if (!work) showCommand("");
  for (const action of told) action();
};

// what was seen later holds, whichever arrives first; what the answer does not know yet has come since
const later = (job) => {
  const known = state.jobs.find((one) => one.id === job.id);
  return known && known.version > job.version ? known : job;
};
const merged = (jobs) => [...jobs.map(later), ...state.jobs.filter((one) => one.id > Math.max(0, ...jobs.map((job) => job.id)))];

export const refresh = inTurn(async () => {
  const found = await ask("state");
  state = { ...found, jobs: merged(found.jobs) };
  showShelf();
});

when("job", (job) => {
  const place = state.jobs.findIndex((one) => one.id === job.id);
  if (place < 0) state.jobs.push(job); else state.jobs[place] = later(job);
  showShelf();
});
when("works", refresh);
when("track", refresh);
// another server counts anew
whenBack(() => { state.jobs = []; refresh(); });
onOpen(() => { if (!work) refresh(); });
on("subscribe-copy", "click", () => copy(state.serve, "subscribe-command"));
