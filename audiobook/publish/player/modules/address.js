// The address: #guid opens that part, #guid,seconds that place in it, as the feed links to them. It follows the voice,
// so that whoever copies it shares the part, and the place where they paused.
import { book } from "./book.js";
import { setAddress } from "./layers.js";
import { open } from "./parts.js";
import { eager, listen, now, track } from "./playback.js";

export const openAddress = () => {
  const [guid, time] = decodeURIComponent(location.hash.slice(1)).split(",");
  const place = book.tracks.findIndex((one) => one.guid === guid);
  if (place < 0) return false;
  open(place, { from: time && Number(time) >= 0 ? Number(time) : null });
  return true;
};

// The entry in the history changes with it: Back leaves the book, not the sentence. While it plays it names no place:
// loaded again, the page goes on at the one that is kept, which is newer.
const showAddress = () => {
  if (!track.guid) return;
  const place = eager ? "" : `,${Math.round(now() * 10) / 10}`;
  setAddress(`#${encodeURIComponent(track.guid)}${place}`);
};

// Back from a layer comes to an older address, which is the newest one again by now
addEventListener("hashchange", ({ newURL }) => { if (newURL === location.href) openAddress(); });
listen("part place intent", showAddress);
