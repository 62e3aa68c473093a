// A template card with live buttons; pressing tells the bot which key and which options.

import { el } from "./dom.js";

function rows(card) {
  const horizontal = (card.horizontal_content_list || []).flatMap((row) => [el("dt", {}, row.keyname), el("dd", {}, row.value || "")]);
  const vertical = (card.vertical_content_list || []).map((row) => el("p", {}, row.title, row.desc ? `\n${row.desc}` : ""));
  return [horizontal.length ? el("dl", {}, horizontal) : null, ...vertical];
}

function question(one, seq, many) {
  const name = `${seq}-${one.question_key}`;
  const options = one.option_list.map((option, at) => {
    const checked = option.is_checked || option.id === one.selected_id || (!many && at === 0 && one.selected_id == null && !one.option_list.some((o) => o.is_checked));
    return el("label", {}, el("input", { type: many ? "checkbox" : "radio", name, value: option.id, checked }), option.text);
  });
  return el("fieldset", { "data-question": one.question_key }, one.title ? el("legend", {}, one.title) : null, options);
}

function questions(card, seq) {
  const asked = [];
  if (card.checkbox) asked.push(question(card.checkbox, seq, card.checkbox.mode === 1));
  if (card.button_selection) asked.push(question(card.button_selection, seq, false));
  for (const one of card.select_list || []) asked.push(question(one, seq, false));
  return asked;
}

function chosen(node) {
  const picked = {};
  for (const field of node.querySelectorAll("fieldset")) {
    picked[field.dataset.question] = [...field.querySelectorAll(":checked")].map((input) => input.value);
  }
  return picked;
}

function buttons(card) {
  if (card.replace_text) return [[card.replace_text, null]];
  const listed = (card.button_list || []).filter((button) => button.key).map((button) => [button.text, button.key]);
  if (card.submit_button) listed.push([card.submit_button.text, card.submit_button.key]);
  for (const item of card.action_menu?.action_list || []) listed.push([item.text, item.key]);
  return listed;
}

export function drawCard(message, mayPress, press) {
  const { card } = message;
  const node = el("div", { class: "bubble card" });
  const pressable = buttons(card).map(([text, key], at) =>
    el("button", { type: "button", class: at ? "" : "first", disabled: !mayPress || key == null,
      onclick: (event) => { event.stopPropagation(); press(message, key, chosen(node), text); } }, text));
  node.append(...[
    card.source?.desc && el("p", { class: "source" }, card.source.desc),
    card.main_title?.title && el("p", { class: "title" }, card.main_title.title),
    card.main_title?.desc && el("p", { class: "small" }, card.main_title.desc),
    card.emphasis_content?.title && el("p", { class: "big" }, card.emphasis_content.title),
    card.emphasis_content?.desc && el("p", { class: "small" }, card.emphasis_content.desc),
    card.quote_area?.quote_text && el("p", { class: "quote" }, card.quote_area.quote_text),
    card.sub_title_text && el("p", {}, card.sub_title_text),
    ...rows(card), ...questions(card, message.seq),
    pressable.length > 0 && el("div", { class: "buttons" }, pressable),
  ].filter(Boolean));
  return node;
}
