// What lies over the page: the contents as a drawer, the player in large. What is behind it can be neither reached nor
// read, so that the focus stays in it; Escape closes it, and Back where the browser tells pages of it.
let watcher = null;

export const cover = (behind, close) => {
  for (const element of document.querySelectorAll(behind)) element.inert = true;
  if (!window.CloseWatcher) return;
  watcher = new window.CloseWatcher();
  watcher.addEventListener("close", close);
};

export const uncover = (behind) => {
  for (const element of document.querySelectorAll(behind)) element.inert = false;
  watcher?.destroy();
  watcher = null;
};
