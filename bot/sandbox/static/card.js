// A card with live buttons; pressing tells the bot which key.

import { el } from "./dom.js";

function buttons(card) {
  if (card.replace_text) return [[card.replace_text, null]];
  return card.button_list.map((button) => [button.text, button.key]);
}

export function drawCard(message, mayPress, press) {
  const { card } = message;
  const node = el("div", { class: "bubble card" });
  const pressable = buttons(card).map(([text, key], at) =>
    el("button", { type: "button", class: at ? "" : "first", disabled: !mayPress || key == null,
      onclick: (event) => { event.stopPropagation(); press(message, key, text); } }, text));
  node.append(...[
    el("p", { class: "title" }, card.main_title.title),
    card.sub_title_text && el("p", {}, card.sub_title_text),
    pressable.length > 0 && el("div", { class: "buttons" }, pressable),
  ].filter(Boolean));
  return node;
}
