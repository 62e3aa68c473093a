// The middle column: the rooms of the person you are, and the bubbles.

import { $, button, dayOf, el, fill, oneStop, rove, shortMoment, timeOf } from "./dom.js";
import { drawCard } from "./card.js";
import { markdown } from "./markdown.js";
import { asSeen } from "./seen.js";
import { hasUnread, inRoom, isPrivate, keyOf, markSeen, nameOf, nameOfRoom, person, roomsOf, store } from "./store.js";

const MOST_SHOWN = 150;
const PAUSE = 5 * 60_000;
const SPOKEN = { voice: "语音，转成了文字：", file: "" };

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
  if (message.quoted) return el("p", { class: "quote" }, message.quoted.slice(0, 60));
  if (!message.reply_to || isPrivate(store.room)) return null;
  const asked = store.messages.find((one) => one.msgid === message.reply_to);
  return asked ? el("p", { class: "quote" }, `${nameOf(asked.from)}：${asked.content.slice(0, 60)}`) : null;
}

function look(event) {
  event.stopPropagation();
  $("viewer").querySelector("img").src = event.currentTarget.querySelector("img").src;
  $("viewer").showModal();
  $("viewer").scrollTop = 0;
}

const picture = (message) => el("button", { type: "button", class: "shown", "data-key": `picture-${message.seq}`, "aria-label": "图片，打开大图", onclick: look },
  el("img", { src: message.image, alt: "", loading: "lazy" }));

function enclosed(message) {
  const take = (event) => event.stopPropagation();
  return el("a", { class: "file", href: message.file, download: message.filename, onclick: take }, el("span", {}, message.filename), el("small", {}, "文件，点开保存"));
}

function inside(message) {
  if (message.recalled) return [el("p", { class: "gone" }, "已撤回")];
  const bare = (message.image && message.content === "[图片]") || message.file;
  const text = message.msgtype === "stream" ? markdown(message.content, nameOf) : [el("p", {}, (SPOKEN[message.msgtype] || "") + message.content)];
  return [quoted(message), ...(bare ? [] : text), message.image ? picture(message) : null, message.file ? enclosed(message) : null];
}

function bubble(stored, actions) {
  const message = asSeen(stored);
  const shown = message.card && !message.recalled ? drawCard(message, message.to === store.me, actions.press) : el("div", { class: "bubble" }, inside(message));
  // A click is a short cut for the mouse; the button beside the name is the way for everybody.
  shown.addEventListener("click", () => !getSelection().toString() && actions.select(stored));
  return shown;
}

function turn(message, actions) {
  const eye = button("查看", () => actions.select(message, true), { class: "look", "data-key": `look-${message.seq}`,
    "aria-label": `查看这一条：${message.content.slice(0, 20)}` });
  const who = el("p", { class: "who" }, speaker(message.from), " ", el("span", { class: "number" }, timeOf(message.when)), eye);
  return el("div", { class: message.from === store.me ? "turn mine" : "turn" }, face(message.from), el("div", { class: "said" }, who, bubble(message, actions)));
}

// What has not changed keeps its node, and with it ticked boxes, selections and the focus.
const nodes = new Map();

function kept(message, actions) {
  const mark = `${store.world} ${store.me} ${store.view} ${JSON.stringify(message)}`;
  const known = nodes.get(message.seq);
  const node = known?.mark === mark ? known.node : turn(message, actions);
  nodes.set(message.seq, { mark, node });
  const chosen = store.selected === message.seq;
  node.querySelector(".bubble").classList.toggle("chosen", chosen);
  node.querySelector(".look").setAttribute("aria-pressed", String(chosen));
  return node;
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
    return [...mark, kept(message, actions)];
  });
}

const waiting = (key) => store.onTheWay.filter((line) => line.key === key && !line.arrived).map((line) =>
  el("div", { class: "turn mine" }, face(store.me), el("div", { class: "said" }, el("p", { class: "who" }, "正在送"), el("div", { class: "bubble going" }, el("p", {}, line.text)))));

function drawRooms(actions) {
  const open = roomsOf(store.me);
  if (!open.includes(store.room)) open.push(store.room);
  fill($("rooms"), open.map((room) => {
    const unread = room !== store.room && hasUnread(keyOf(room));
    const dot = unread ? el("span", { class: "dot", role: "img", "aria-label": "有没看过的消息" }) : null;
    return el("button", { type: "button", "data-key": room, "aria-pressed": String(room === store.room), onclick: () => actions.open(room) }, el("span", { class: "name" }, nameOfRoom(room)), dot);
  }));
  oneStop($("rooms"), "button", (one) => one.getAttribute("aria-pressed") === "true");
}

// By hand: after scrollIntoView the Tab key would go on from there, past the links at the top of the page.
function bringIntoView(one, row) {
  const [at, seen] = [one.getBoundingClientRect(), row.getBoundingClientRect()];
  row.scrollLeft += Math.min(0, at.left - seen.left) + Math.max(0, at.right - seen.right);
}

let drawn = "";
let atEnd = true;

// Whoever has scrolled up to read stays there; everybody else follows the talk.
$("log").addEventListener("scroll", () => {
  const log = $("log");
  atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
});

rove($("rooms"), "button");
rove($("log"), ".look");

export function drawChat(actions) {
  if (!store.me) {
    fill($("log"), el("p", { class: "empty" }, "这里还没有人。先导入名册，再回来。"));
    return;
  }
  markSeen();
  drawRooms(actions);
  const key = keyOf(store.room);
  const messages = inRoom(key).slice(-MOST_SHOWN);
  const log = $("log");
  const going = waiting(key);
  const follow = key !== drawn || going.length || atEnd;
  const empty = el("p", { class: "empty" }, isPrivate(store.room) ? "还没有说过话。在下面写一句试试，或点上面“第一分钟”里的一行。" : "群里还没有人说过话。");
  fill(log, messages.length || going.length ? [...bubbles(messages, actions), ...going] : empty);
  oneStop(log, ".look", (one, at, all) => one.getAttribute("aria-pressed") === "true" || at === all.length - 1);
  if (follow) log.scrollTop = log.scrollHeight;
  if (key !== drawn) bringIntoView($("rooms").querySelector("[aria-pressed=true]"), $("rooms"));
  drawn = key;
}
