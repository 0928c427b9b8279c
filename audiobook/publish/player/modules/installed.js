// The page on the device: installed by its manifest, kept by its worker. Only an address that is secure may do that.
import { make } from "./elements.js";

export const AUDIO_CACHE = "audiobook-audio"; // worker.js says these names, too
export const PAGE_CACHE = `audiobook-pages:${new URL("./", location.href).href}`;

const register = async () => {
  if (!location.protocol.startsWith("http")) return false;
  document.head.append(make("link", null, { rel: "manifest", href: "manifest.webmanifest" }));
  if (!navigator.serviceWorker || !window.caches) return false;
  // what the worker fetches comes behind what is to be seen
  if (document.readyState !== "complete") await new Promise((done) => { addEventListener("load", done, { once: true }); });
  try {
    await navigator.serviceWorker.register("worker.js");
    return true;
  } catch { return false; } // a private window, a certificate nobody vouches for
};

// whether things can be kept here
export const keeping = register();
