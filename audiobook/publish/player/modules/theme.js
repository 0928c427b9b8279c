// Colours: those chosen on this device, else those of the system.
const THEME = "audiobook-theme";
const root = document.documentElement;

export const keptTheme = () => {
  try { return localStorage.getItem(THEME) || "auto"; } catch { return "auto"; }
};

export const keepTheme = (value) => {
  try { if (value === "auto") localStorage.removeItem(THEME); else localStorage.setItem(THEME, value); } catch { /* not kept */ }
};

export const applyTheme = (value) => {
  if (value === "auto") delete root.dataset.theme; else root.dataset.theme = value;
};

export const isDark = () => {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  return (root.dataset.theme || system) === "dark";
};
