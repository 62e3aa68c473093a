// The left column: everybody and every group; a tap makes you that person or opens that group.

import { $, el, fill, oneStop, rove } from "./dom.js";
import { hasUnread, hasUnreadPrivate, person, store } from "./store.js";

const TOOLS = ["scenes", "clock", "faults"];
const SUGGESTED = [
  ["党员", "报一件好事"], ["书记", "核实、排班、评星"], ["坐班干部", "换班、请假"], ["镇街", "看辖区里的"], ["区委组织部", "管全区的"], ["群众", "问值班、提意见"],
];
let shown = "people";

const dot = () => el("span", { class: "dot", role: "img", "aria-label": "有没看过的消息" });

function row({ key, current, name, about, unread, pick }) {
  return el("button", { type: "button", class: "row", "data-key": key, "aria-current": String(current), onclick: pick },
    el("span", { class: "name" }, name), el("span", { class: "about" }, about), unread && dot());
}

function personRow(one, choose) {
  const roles = el("span", { class: "roles" }, one.roles.map((role) => el("span", {}, role)));
  return row({ key: one.userid, current: one.userid === store.me, name: one.name, about: [roles, one.unit],
    unread: hasUnreadPrivate(one.userid), pick: () => choose(one.userid) });
}

function chatRow(one, open) {
  return row({ key: one.chatid, current: one.chatid === store.room, name: one.name, about: [`${one.members.length} 人　${one.unit}`],
    unread: hasUnread(one.chatid), pick: () => open(one.chatid) });
}

// One person for each role, from the first village where there is one.
export function suggested() {
  const found = SUGGESTED.map(([role, why]) => {
    const held = store.people.filter((one) => one.roles.includes(role));
    return [held.find((one) => one.roles.length === 1) && role === "党员" ? held.find((one) => one.roles.length === 1) : held[0], role, why];
  });
  return found.filter(([one], at) => one && found.findIndex(([other]) => other === one) === at);
}

const suggestion = ([one, role, why], choose) => row({ key: `first-${one.userid}`, current: one.userid === store.me, name: one.name,
  about: [`${role}：${why}`], unread: hasUnreadPrivate(one.userid), pick: () => choose(one.userid) });

const matches = (needle, ...texts) => texts.some((text) => text.toLowerCase().includes(needle));

function rows(needle, { choose, open }) {
  const people = store.people.filter((one) => matches(needle, one.name, one.userid, store.initials[one.userid], one.unit, ...one.roles));
  const chats = store.chats.filter((one) => matches(needle, one.name, store.initials[one.chatid], one.unit));
  const listed = [];
  if (!needle && shown === "people") listed.push(el("h2", {}, "先当谁试试"), ...suggested().map((one) => suggestion(one, choose)));
  if (needle || shown === "people") listed.push(...(people.length ? [el("h2", {}, `${needle ? "人" : "所有人"}（${people.length}）`)] : []), ...people.map((one) => personRow(one, choose)));
  if (needle || shown === "chats") listed.push(...(chats.length ? [el("h2", {}, `群（${chats.length}）`)] : []), ...chats.map((one) => chatRow(one, open)));
  return listed.length ? listed : [el("p", { class: "empty" }, "没有找到，换个字试试；姓名的拼音首字母也行")];
}

export function drawPeople(actions) {
  const needle = $("search").value.trim().toLowerCase();
  fill($("list"), rows(needle, actions));
  oneStop($("list"), ".row", (one) => one.getAttribute("aria-current") === "true");
  $("found").textContent = needle ? `找到 ${$("list").querySelectorAll(".row").length} 个` : "";
}

export function showLeft(name) {
  shown = name;
  document.body.dataset.tools = String(TOOLS.includes(name));
  for (const one of document.querySelectorAll("[data-list]")) one.setAttribute("aria-pressed", String(one.dataset.list === name));
  for (const one of document.querySelectorAll("[data-panel]")) one.hidden = one.dataset.panel !== name;
  $("finding").hidden = TOOLS.includes(name);
}

export function listenToPeople(redraw) {
  $("search").addEventListener("input", redraw);
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") $("list").querySelector(".row")?.focus();
    if (event.key !== "Enter") return;
    event.preventDefault(); // the composer that has the focus next would take it for an empty line
    $("list").querySelector(".row")?.click();
  });
  for (const one of document.querySelectorAll("[data-list]")) {
    one.addEventListener("click", () => {
      showLeft(one.dataset.list);
      redraw();
    });
  }
  rove($("list"), ".row");
}

export const roleOf = (userid) => {
  const one = person(userid);
  return one ? `${one.unit} ${one.roles.filter((role) => role !== "党员").join("、") || one.roles.join("、")}` : "";
};

