// The text of the publication that is open, as the workbench has it, and the asking for corrections.
import { showCommand } from "./command.js";
import { $, on } from "./elements.js";
import { onOpen, showTitle, work } from "./place.js";
import { ask, asking, attempt, change, when, whenBack } from "./server.js";
import { tell } from "./status.js";
import { say } from "./words.js";

export let text = null;
const changed = [];
export const onText = (action) => changed.push(action);

const put = (found) => {
  text = found;
  $("undo").hidden = $("redo").hidden = !text;
  if (text) {
    showTitle(text.title || text.name);
    $("undo").disabled = !text.undo;
    $("redo").disabled = !text.redo;
    showCommand(text.commands.build);
  }
  for (const action of changed) action();
};

export const load = async () => {
  const asked = work, isLast = asking("text");
  if (!asked) return;
  try {
    const found = await ask("work", { work: asked });
    if (isLast() && asked === work) put(found);
  } catch (error) { if (isLast()) { tell(error.message); $("lines").textContent = error.message; } }
};

// what was asked before the change is not what there is now
const putChanged = (found) => { asking("text"); put(found); };

// asks for one correction; where another window was first, shows what is there now
export const correct = async (asked) => {
  if (!text) return false;
  try {
    putChanged(await change("correct", { work, version: text.version, ...asked }));
    return true;
  } catch (error) {
    tell(error.status === 409 ? say("outdated") : error.message);
    if (error.status === 409) await load();
    return false;
  }
};

export const takeApart = (scheme) => attempt(async () => putChanged(await change("apart", { work, scheme })));

onOpen(() => {
  put(null);
  if (!work) return;
  $("lines").textContent = say("reading");
  load();
});
when("text", (told) => { if (told.work === work && told.version !== text?.version) load(); });
when("mended", (told) => { if (told.work === work) load(); });
when("works", load);
whenBack(load);
on("undo", "click", () => correct({ op: "undo" }));
on("redo", "click", () => correct({ op: "redo" }));
