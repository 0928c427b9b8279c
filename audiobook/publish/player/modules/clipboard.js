// Text for other programs: shared by the device's own sheet, or copied.
import { make } from "./elements.js";
import { tell } from "./status.js";
import { say } from "./words.js";

export const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    tell(say("copied"));
  } catch { // plain http in the local network: browsers offer only the old way, and only from a field that has the focus
    const before = document.activeElement;
    const field = make("textarea", text, { class: "unseen" });
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    tell(say(document.execCommand("copy") ? "copied" : "notCopied"));
    field.remove();
    before?.focus();
  }
};

export const canShare = Boolean(navigator.share);

// what the listener does with the sheet is theirs
export const shareOrCopy = (what) => {
  if (canShare) navigator.share(what).catch(() => {}); else copyText(what.url ?? what.text);
};

// a file made here
export const download = (name, text, type) => {
  const link = make("a", null, { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000); // some browsers fetch it a moment later
};
