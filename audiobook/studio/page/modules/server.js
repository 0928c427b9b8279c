// Asking the workbench, and being told what happens there.
import { tell } from "./status.js";
import { say } from "./words.js";

const KEY = document.querySelector("meta[name=audiobook-key]").content;

const answer = async (response) => {
  const facts = await response.json();
  if (response.ok) return facts;
  const error = new Error(facts.error || response.statusText);
  error.status = response.status;
  throw error;
};

const query = (values) => {
  const pairs = Object.entries(values).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return pairs.length ? `?${pairs.join("&")}` : "";
};

export const ask = async (address, values = {}) => answer(await fetch(address + query(values)));

export const change = async (address, facts) => {
  const headers = { "Content-Type": "application/json", "X-Audiobook": KEY };
  return answer(await fetch(address, { method: "POST", headers, body: JSON.stringify(facts) }));
};

export const send = async (file, name, work) => {
  const headers = { "Content-Type": "application/octet-stream", "X-Audiobook": KEY };
  return answer(await fetch(`upload${query({ name, work })}`, { method: "POST", headers, body: file }));
};

// runs an action; what goes wrong is told
export const attempt = async (action) => {
  try { return await action(); } catch (error) { tell(error.message); return null; }
};

// the last asking about a thing counts: the answer is yes until there is a newer one
const turns = {};
export const asking = (what) => {
  turns[what] = (turns[what] ?? 0) + 1;
  const mine = turns[what];
  return () => turns[what] === mine;
};

// an action that is wanted again and again, one time after the other; wanted while it runs, it runs once more
export const inTurn = (action) => {
  let now = Promise.resolve(), next = null;
  return () => {
    next ??= now.then(() => {
      next = null;
      now = attempt(action);
      return now;
    });
    return next;
  };
};

const source = new EventSource("events");
let away = false;

export const when = (what, action) => source.addEventListener(what, (event) => action(JSON.parse(event.data)));

// what happened while the line was cut nobody knows: `action` asks for everything
export const whenBack = (action) => source.addEventListener("open", () => {
  if (away) { away = false; tell(say("back")); action(); }
});
source.addEventListener("error", () => { if (!away) { away = true; tell(say("network")); } });
addEventListener("pagehide", () => source.close());
