// Building: who speaks, how fast, and how far it is.
import { expected } from "./about.js";
import { $, button, make, on } from "./elements.js";
import { onOpen, work } from "./place.js";
import { ask, asking, attempt, change } from "./server.js";
import { jobFacts, jobOf, onState, state } from "./shelf.js";
import { say } from "./words.js";

const choices = () => ({ engine: $("engine").value, voice: $("voice").value, rate: Number($("rate").value) || 1 });

const option = (name, chosen, note = "") => {
  const element = make("option", note ? `${name} · ${note}` : name, { value: name });
  element.selected = name === chosen;
  return element;
};

const showVoices = async (engine) => {
  const isLast = asking("voices"), found = await ask("voices", { engine: engine ?? "" });
  if (!isLast()) return;
  const mine = state.works.find((one) => one.work === work)?.choices ?? {};
  $("engine").replaceChildren(...found.engines.map((name) => option(name, found.engine)));
  const chosen = mine.engine === found.engine || !mine.engine ? mine.voice ?? found.default : found.default;
  $("voice").replaceChildren(...found.voices.map((one) => option(one.name, chosen, one.note || one.language)));
  if (engine === undefined) $("rate").value = mine.rate ?? found.rate;
};

export const chooseVoice = () => {
  $("expected").textContent = expected();
  $("build-dialog").showModal();
  attempt(() => showVoices(state.works.find((one) => one.work === work)?.choices.engine));
};

export const hearSample = async (asked) => {
  const heard = await change("hear", asked);
  $("sample").src = heard.audio;
  await $("sample").play();
  return heard;
};

const showProgress = () => {
  const job = work && jobOf(work);
  const busy = job && job.state !== "done";
  $("progress").hidden = !busy;
  $("progress").dataset.state = job ? job.state : "";
  if (!busy) return;
  $("progress").replaceChildren(make("span", jobFacts(job)));
  if (job.state === "running") $("progress").append(make("progress", null, job.total ? { max: job.total, value: job.done } : {}));
  if (["waiting", "running"].includes(job.state)) $("progress").append(button(say("stop"), () => attempt(() => change("cancel", { job: job.id }))));
};

onState(showProgress);
onOpen(showProgress);
on("build-open", "click", chooseVoice);
on("engine", "change", () => attempt(() => showVoices($("engine").value)));
on("try-voice", "click", () => attempt(() => hearSample({ text: say("sample"), ...choices() })));
on("build-now", "click", () => attempt(() => change("build", { work, ...choices() })));
