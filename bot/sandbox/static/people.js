// The left column: everybody and every group; a tap makes you that person or opens that group.

import { $, el } from "./dom.js";
import { hasUnread, hasUnreadPrivate, store } from "./store.js";

let shown = "people";

const dot = () => el("span", { class: "dot", role: "img", "aria-label": "有没看过的消息" });

function personRow(one, choose) {
  const roles = el("span", { class: "roles" }, one.roles.map((role) => el("span", {}, role)));
  return el("button", { type: "button", class: "row", "aria-current": String(one.userid === store.me), onclick: () => choose(one.userid) },
    el("span", { class: "name" }, one.name), el("span", { class: "about" }, roles, one.unit),
    hasUnreadPrivate(one.userid) && dot());
}

function chatRow(one, open) {
  return el("button", { type: "button", class: "row", "aria-current": String(one.chatid === store.room), onclick: () => open(one.chatid) },
    el("span", { class: "name" }, one.name), el("span", { class: "about" }, `${one.members.length} 人　${one.unit}`),
    hasUnread(one.chatid) && dot());
}

const matches = (needle, ...texts) => texts.some((text) => text.toLowerCase().includes(needle));

export function drawPeople({ choose, open }) {
  const needle = $("search").value.trim().toLowerCase();
  const people = store.people.filter((one) => matches(needle, one.name, one.userid, one.unit, ...one.roles));
  const chats = store.chats.filter((one) => matches(needle, one.name, one.unit));
  const rows = [];
  if (needle || shown === "people") {
    if (needle && people.length) rows.push(el("h3", {}, `人（${people.length}）`));
    rows.push(...people.map((one) => personRow(one, choose)));
  }
  if (needle || shown === "chats") {
    if (needle && chats.length) rows.push(el("h3", {}, `群（${chats.length}）`));
    rows.push(...chats.map((one) => chatRow(one, open)));
  }
  $("list").replaceChildren(...(rows.length ? rows : [el("p", { class: "empty" }, "没有找到，换个字试试")]));
}

export function listenToPeople(redraw) {
  $("search").addEventListener("input", redraw);
  for (const button of document.querySelectorAll("[data-list]")) {
    button.addEventListener("click", () => {
      shown = button.dataset.list;
      for (const one of document.querySelectorAll("[data-list]")) one.setAttribute("aria-pressed", String(one === button));
      redraw();
    });
  }
}
