// Ties the columns together: one action at a time, then everything is read anew and drawn.

import { $, el, say } from "./dom.js";
import { post } from "./api.js";
import { drawChat } from "./chat.js";
import { drawClock, listenToClock } from "./clock.js";
import { drawInspector } from "./inspector.js";
import { drawPeople, listenToPeople } from "./people.js";
import { listenToDrawer } from "./scenarios.js";
import { begin, refresh, refreshRoom, roomsOf, store } from "./store.js";

const LOOK_EVERY = 4000;
let working = false;

function showTab(name) {
  document.body.dataset.tab = name;
  for (const button of document.querySelectorAll("[data-show]")) button.setAttribute("aria-current", String(button.dataset.show === name));
}

function choose(userid, room = null) {
  store.me = userid;
  if (room) store.room = room;
  else if (!roomsOf(userid).includes(store.room)) store.room = "bot";
  store.selected = null;
  showTab("chat");
  draw();
}

async function open(room) {
  store.room = room;
  showTab("chat");
  await refresh();
  draw();
}

function select(message) {
  store.selected = message.seq;
  showTab("inspector");
  draw();
}

function tell(answer) {
  if (answer.problem) console.warn("hidden answer:", answer.problem);
  say(answer.problem ? "机器人的回答没有显示出来，企业微信不认它的格式，或者一直没等到。" : "", answer.problem ? "bad" : "");
}

const press = (message, key, selected, text) => work(async () => {
  const answer = await post("press", { from: store.me, message: message.seq, key, selected });
  store.saved.push({ who: store.me, chat: store.room, presses: text, hears: answer.replies.map((one) => one.content) });
  tell(answer);
});

const actions = { choose, open, select, press };

function draw() {
  drawClock();
  drawChat(actions);
  drawPeople(actions);
  drawInspector();
}

async function work(act) {
  if (working) return;
  working = true;
  say("", "busy");
  try {
    await act();
  } catch (error) {
    say(error.message, "bad");
  } finally {
    $("status").classList.remove("busy");
    working = false;
    await refresh().then(refreshRoom).catch((error) => say(error.message, "bad"));
    draw();
  }
}

const asBase64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(new Error("图片读不出来"));
  reader.readAsDataURL(file);
});

async function speak(event) {
  event.preventDefault();
  const text = $("text").value;
  const [file] = $("picture").files;
  if (!text.trim() && !file) return;
  await work(async () => {
    const image = file ? { image: await asBase64(file) } : {};
    const answer = await post("say", { from: store.me, chat: store.room, text, ...image });
    store.saved.push({ who: store.me, chat: store.room, says: text, hears: answer.replies.map((one) => one.content) });
    $("text").value = "";
    $("picture").value = "";
    tell(answer);
    store.selected = store.messages.length + 1;
  });
}

function save() {
  const blob = new Blob([JSON.stringify(store.saved, null, 1)], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(blob), download: `对话-${store.now.slice(0, 10)}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
  say(`存下了 ${store.saved.length} 句对话。`);
}

async function look() {
  if (working || document.hidden) return;
  const before = `${store.messages.length} ${store.now.slice(0, 16)}`;
  await refresh().then(() => before !== `${store.messages.length} ${store.now.slice(0, 16)}` && draw()).catch(() => {});
}

listenToPeople(() => drawPeople(actions));
listenToClock(work);
listenToDrawer(work, open);
$("composer").addEventListener("submit", speak);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) speak(event);
});
$("picture").addEventListener("change", () => say($("picture").files.length ? `带上了图片：${$("picture").files[0].name}` : ""));
$("save").addEventListener("click", save);
$("viewer").addEventListener("click", () => $("viewer").close());
for (const button of document.querySelectorAll("[data-show]")) button.addEventListener("click", () => showTab(button.dataset.show));
showTab("chat");
begin().then(draw).catch((error) => say(error.message, "bad"));
setInterval(look, LOOK_EVERY);
