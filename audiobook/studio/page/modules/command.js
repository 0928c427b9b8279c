// The command that would do the same.
import { $, on } from "./elements.js";
import { tell } from "./status.js";
import { say } from "./words.js";

export const showCommand = (text) => {
  $("command").hidden = !text;
  $("command-text").textContent = text || "";
};

export const copy = async (text, shown = "command-text") => {
  try {
    await navigator.clipboard.writeText(text);
    tell(say("copied"));
  } catch { // plain http in the local network: browsers offer only the old way
    getSelection().selectAllChildren($(shown));
    tell(say(document.execCommand("copy") ? "copied" : "notCopied"));
  }
};

on("command-copy", "click", () => copy($("command-text").textContent));
