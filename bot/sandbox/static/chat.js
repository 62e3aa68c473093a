// The middle column: the rooms of the person you are, the bubbles, and where you type.

import { $, dayOf, el, shortMoment, timeOf } from "./dom.js";
import { drawCard } from "./card.js";
import { markdown } from "./markdown.js";
import { chat, hasUnread, inRoom, isPrivate, keyOf, markSeen, nameOfRoom, person, roomsOf, store } from "./store.js";

const MOST_SHOWN = 150;
const PAUSE = 5 * 60_000;
const WRITTEN = ["markdown", "markdown_v2", "stream"];

const nameOf = (userid) => person(userid)?.name || userid;

function speaker(from) {
  if (from === "app") return "应用";
  if (from === "webhook") return "群机器人";
  return from === "bot" ? store.smartbot : nameOf(from);
}

function face(from) {
  const name = speaker(from);
  return el("span", { class: "face", "aria-hidden": "true" }, person(from) ? name.slice(-2) : name.slice(0, 1));
}

function quoted(message) {
  if (!message.reply_to || isPrivate(store.room)) return null;
  const asked = store.messages.find((one) => one.msgid === message.reply_to);
  return asked ? el("p", { class: "quote" }, `${nameOf(asked.from)}：${asked.content.slice(0, 60)}`) : null;
}

function picture(message) {
  const look = (event) => {
    event.stopPropagation();
    $("viewer").querySelector("img").src = message.image;
    $("viewer").showModal();
  };
  return el("img", { src: message.image, alt: "图片，点开看大图", loading: "lazy", onclick: look });
}

function enclosed(message) {
  const take = (event) => event.stopPropagation();
  return el("a", { class: "file", href: message.file, download: message.filename, onclick: take }, el("span", {}, message.filename), el("small", {}, "文件，点开保存"));
}

function inside(message) {
  if (message.recalled) return [el("p", { class: "gone" }, "已撤回")];
  const called = (message.mentioned || []).map((userid) => el("span", { class: "called" }, `@${userid === "@all" ? "所有人" : nameOf(userid)} `));
  const bare = (message.image && message.content === "[图片]") || message.file;
  const text = WRITTEN.includes(message.msgtype) ? markdown(message.content, nameOf) : [el("p", {}, message.content)];
  const opens = message.url ? el("a", { href: message.url, target: "_blank", rel: "noopener" }, "详情") : null;
  return [quoted(message), ...(bare ? [] : text), opens, called.length ? el("p", {}, called) : null, message.image ? picture(message) : null, message.file ? enclosed(message) : null];
}

function bubble(message, actions) {
  const pick = () => actions.select(message);
  if (message.card && !message.recalled) {
    const card = drawCard(message, message.to === store.me, actions.press);
    card.addEventListener("click", pick);
    return card;
  }
  const onkeydown = (event) => event.key === "Enter" && pick();
  return el("div", { class: "bubble", tabindex: "0", role: "button", onclick: pick, onkeydown }, inside(message));
}

function turn(message, actions) {
  const shown = bubble(message, actions);
  shown.setAttribute("aria-selected", String(store.selected === message.seq));
  const who = el("p", { class: "who" }, speaker(message.from), " ", el("span", { class: "number" }, timeOf(message.when)));
  return el("div", { class: message.from === store.me ? "turn mine" : "turn" }, face(message.from), el("div", { class: "said" }, who, shown));
}

function bubbles(messages, actions) {
  let last = 0;
  let day = "";
  return messages.flatMap((message) => {
    const at = Date.parse(message.when);
    const newDay = dayOf(message.when) !== day;
    const line = newDay ? `${dayOf(message.when)} ${timeOf(message.when)}` : shortMoment(message.when);
    const mark = newDay || at - last > PAUSE ? [el("p", { class: "when" }, line)] : [];
    last = at;
    day = dayOf(message.when);
    return [...mark, turn(message, actions)];
  });
}

function drawRooms(actions) {
  const open = roomsOf(store.me);
  if (!open.includes(store.room)) open.push(store.room);
  $("rooms").replaceChildren(...open.map((room) => {
    const unread = room !== store.room && hasUnread(keyOf(room));
    const dot = unread ? el("span", { class: "dot", role: "img", "aria-label": "有没看过的消息" }) : null;
    return el("button", { type: "button", "aria-pressed": String(room === store.room), onclick: () => actions.open(room) }, el("span", { class: "name" }, nameOfRoom(room)), dot);
  }));
}

function drawComposer(actions) {
  const group = chat(store.room);
  const outside = Boolean(group) && !group.members.includes(store.me);
  $("composer").hidden = outside;
  $("outside").hidden = !outside;
  if (!outside) {
    $("text").placeholder = `${nameOf(store.me)} 说`;
    return;
  }
  const somebody = group.members[0];
  $("outside").replaceChildren(el("span", {}, `${nameOf(store.me)}不在这个群里，只能看。`),
    somebody ? el("button", { type: "button", onclick: () => actions.choose(somebody, store.room) }, `换成${nameOf(somebody)}`) : "");
}

let drawn = "";

export function drawChat(actions) {
  if (!store.me) {
    $("composer").hidden = true;
    $("log").replaceChildren(el("p", { class: "empty" }, "这里还没有人。先导入名册，再回来。"));
    return;
  }
  markSeen();
  drawRooms(actions);
  drawComposer(actions);
  const key = keyOf(store.room);
  const messages = inRoom(key).slice(-MOST_SHOWN);
  const log = $("log");
  const atEnd = key !== drawn || log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  log.replaceChildren(...(messages.length ? bubbles(messages, actions) : [el("p", { class: "empty" }, "还没有说过话。在下面写一句试试。")]));
  if (atEnd) log.scrollTop = log.scrollHeight;
  if (key !== drawn) $("rooms").querySelector("[aria-pressed=true]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  drawn = key;
}
