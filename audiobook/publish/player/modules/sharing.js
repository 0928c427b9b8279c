// A place in the book as an address for somebody else.
import { shareOrCopy } from "./clipboard.js";
import { on } from "./elements.js";
import { now, track } from "./playback.js";

export const addressOf = (guid, seconds) => {
  const page = location.href.split(/[?#]/)[0];
  return `${page}#${encodeURIComponent(guid)},${Math.round(seconds * 10) / 10}`;
};

on("share", "click", () => shareOrCopy({ title: document.title, url: addressOf(track.guid, now()) }));
