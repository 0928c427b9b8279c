// The lexicons that are in force: listed, corrected, looked over, taken away.
import { $, button, make, on } from "./elements.js";
import { work } from "./place.js";
import { ask, attempt, change } from "./server.js";

let lexicon = null;

const row = (one) => {
  const line = make("tr", null, one.inForce ? {} : { class: "over" });
  const last = make("td");
  last.append(button("✎", () => {
    $("lexicon-written").value = one.written;
    $("lexicon-value").value = one.value;
    $("lexicon-file").value = one.file;
    $("lexicon-value").focus();
  }, { class: "icon", "aria-label": one.written }), button("✕", () => putEntry({ written: one.written, remove: true, file: one.file }), { class: "icon", "aria-label": `✕ ${one.written}` }));
  line.append(make("td", one.written), make("td", one.value), make("td", one.file), last);
  return line;
};

const showEntries = () => {
  $("lexicon-remarks").replaceChildren(...lexicon.remarks.map((remark) => make("li", remark)));
  $("lexicon-entries").replaceChildren(...lexicon.entries.map(row));
  const files = [...new Set([lexicon.book, lexicon.always, ...lexicon.entries.map((one) => one.file)].filter(Boolean))];
  $("lexicon-file").replaceChildren(...files.map((file) => make("option", file, { value: file })));
};

const putEntry = (asked) => attempt(async () => { lexicon = await change("lexicon", { work, ...asked }); showEntries(); });

const takeAway = () => {
  const link = make("a", null, { href: URL.createObjectURL(new Blob([lexicon.export], { type: "text/tab-separated-values" })), download: "lexicon.tsv" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

on("lexicon-open", "click", () => attempt(async () => {
  lexicon = await ask("lexicon", { work });
  showEntries();
  $("lexicon-dialog").showModal();
}));
on("lexicon-add", "click", () => putEntry({ written: $("lexicon-written").value, value: $("lexicon-value").value, file: $("lexicon-file").value }));
on("lexicon-export", "click", takeAway);
