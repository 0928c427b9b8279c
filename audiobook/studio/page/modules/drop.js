// Files and folders that are dropped or chosen: sent one after the other, whatever else the page shows meanwhile.
import { $, on } from "./elements.js";
import { go } from "./place.js";
import { attempt, change, send } from "./server.js";
import { refresh } from "./shelf.js";
import { tell } from "./status.js";
import { say } from "./words.js";

// a group is one publication: a file, or the files of a folder with their way down to them
const sendGroup = async (group) => {
  let key = "";
  for (const { file, name } of group) {
    tell(say("uploading", { name }));
    key = (await send(file, name, key)).work;
  }
  return key;
};

const sendAll = (groups) => attempt(async () => {
  const keys = [];
  for (const group of groups) if (group.length) keys.push(await sendGroup(group));
  await refresh();
  if (keys.length === 1) go(keys[0]);
});

const shown = (name) => !name.split("/").some((part) => part.startsWith("."));

const inFolder = async (entry, way) => {
  const name = `${way}${entry.name}`;
  if (entry.isFile) return [{ file: await new Promise((done, failed) => entry.file(done, failed)), name }];
  const reader = entry.createReader(), found = [];
  for (;;) { // a reader gives some at a time
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) break;
    for (const one of some) found.push(...await inFolder(one, `${name}/`));
  }
  return found.filter((one) => shown(one.name)).sort((a, b) => (a.name < b.name ? -1 : 1));
};

const dropped = async (items) => {
  // the list is emptied as soon as this turn is over
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const groups = await Promise.all(entries.map((entry) => inFolder(entry, "")));
  sendAll(groups);
};

const addAddress = (address) => attempt(async () => {
  const { work } = await change("address", { address });
  $("address").value = "";
  await refresh();
  go(work);
});

// several addresses are one publication of their pages: a list, as a file of them would be
const addAll = (text) => {
  const found = text.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => /^https?:\/\/\S+$/.test(line));
  if (found.length > 1) sendAll([[{ file: new Blob([`${found.join("\n")}\n`]), name: `${say("list")}.txt` }]]);
  else if (found.length) addAddress(found[0]);
  return found.length;
};

for (const event of ["dragover", "dragleave", "drop"]) {
  addEventListener(event, (happened) => {
    happened.preventDefault();
    $("drop").classList.toggle("over", event === "dragover");
    if (event !== "drop" || !happened.dataTransfer) return;
    const { dataTransfer } = happened;
    if (!addAll(dataTransfer.getData("text/uri-list")) && !addAll(dataTransfer.getData("text/plain"))) dropped(dataTransfer.items);
  });
}
on("pick-files", "click", () => $("files").click());
on("pick-folder", "click", () => $("folder").click());
on("files", "change", () => {
  const chosen = [...$("files").files].map((file) => [{ file, name: file.name }]);
  $("files").value = "";
  sendAll(chosen);
});
on("folder", "change", () => {
  const chosen = [...$("folder").files].map((file) => ({ file, name: file.webkitRelativePath })).filter((one) => shown(one.name));
  $("folder").value = "";
  sendAll([chosen.sort((a, b) => (a.name < b.name ? -1 : 1))]);
});
on("address", "paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  if (text.trim().includes("\n") && addAll(text)) event.preventDefault();
});
on("address-form", "submit", (event) => {
  event.preventDefault();
  if ($("address").value.trim()) addAddress($("address").value.trim());
});
