// Key terms as buttons: each plays the sentence it stands in.
import { make } from "./elements.js";

export const termList = (terms, hearTerm) => {
  const list = make("ul", null, { class: "terms" });
  for (const term of terms) {
    const button = make("button", term.text, { title: term.sentence });
    button.addEventListener("click", () => hearTerm(term));
    const item = make("li");
    item.append(button);
    list.append(item);
  }
  return list;
};
