// Elements of the page: found, made, listened to.
export const $ = (id) => document.getElementById(id);

// text goes in as text only, so that nothing in a document can become markup
export const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

export const button = (text, action, attributes = {}) => {
  const element = make("button", text, { type: "button", ...attributes });
  element.addEventListener("click", action);
  return element;
};

export const on = (id, event, action) => $(id).addEventListener(event, action);
