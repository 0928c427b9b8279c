// The address: #guid opens that part, #guid,seconds that place in it, as the feed links to them.
import { book } from "./book.js";
import { open } from "./parts.js";

export const openAddress = () => {
  const [guid, time] = decodeURIComponent(location.hash.slice(1)).split(",");
  const place = book.tracks.findIndex((one) => one.guid === guid);
  if (place < 0) return false;
  open(place, { from: time && Number(time) >= 0 ? Number(time) : null });
  return true;
};

addEventListener("hashchange", openAddress);
