// What lies over the page: sheets, the contents as a drawer, the player in large. What is behind a drawer can be neither
// reached nor read, so that the focus stays in it. Escape and Back close the topmost. For Back a layer has an entry of
// its own in the history; one whose layer was closed otherwise serves the next layer, and Back passes over it.
const layers = []; // of each whether it is open, and what closes it; the topmost last
let address = null, last = history.state?.layer ?? 0; // how many layers the entry stands for that was there last

// an entry of ours; one without a mark is where a link or the listener has led
const entry = (count) => ({ layer: count });
const standsFor = () => history.state?.layer ?? 0;

// a sheet tells a moment after it was closed that it was
const dropClosed = () => { while (layers.length && !layers.at(-1).isOpen()) layers.pop(); };

const enter = (layer) => {
  layers.push(layer);
  if (standsFor() < layers.length) history.pushState(entry(layers.length), "");
  last = standsFor();
};

const leave = (close) => {
  const place = layers.findLastIndex((layer) => layer.close === close);
  if (place >= 0) layers.splice(place, 1);
};

// the address of the page, whichever entry it stands in
export const setAddress = (href) => {
  address = href;
  history.replaceState(history.state ?? entry(0), "", href);
};

export const cover = (behind, close) => {
  for (const element of document.querySelectorAll(behind)) element.inert = true;
  enter({ close, isOpen: () => true });
};

export const uncover = (behind, close) => {
  for (const element of document.querySelectorAll(behind)) element.inert = false;
  leave(close);
};

export const openSheet = (sheet) => {
  if (sheet.open) return;
  dropClosed();
  const close = () => sheet.close();
  const told = () => {
    if (sheet.open) return; // again
    sheet.removeEventListener("close", told);
    leave(close);
  };
  sheet.addEventListener("close", told);
  sheet.showModal();
  enter({ close, isOpen: () => sheet.open });
};

const stepBack = () => {
  if (address !== null) history.replaceState(history.state, "", address); // the one of another entry may be older
  dropClosed();
  if (layers.length <= standsFor()) { history.back(); return; } // its layer was closed before
  while (layers.length > standsFor()) layers.pop().close();
};

// the page is in an entry that stands for what is open, also when the page around it has made that entry
export const stand = () => {
  last = layers.length;
  history.replaceState(entry(last), "");
};

history.replaceState(entry(last), ""); // a page that is loaded again keeps what its entry stood for
addEventListener("popstate", ({ state }) => {
  const before = last;
  last = standsFor();
  if (state && last < before) stepBack();
});
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !layers.length || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  layers.pop().close();
});
