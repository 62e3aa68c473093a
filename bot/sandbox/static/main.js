// Ties the columns together: one action after the other, then everything is read anew and drawn.

import { $, say } from "./dom.js";
import { post } from "./api.js";
import { drawChat } from "./chat.js";
import { drawClock, listenToClock, moveClock, told } from "./clock.js";
import { drawComposer, listenToComposer, send } from "./composer.js";
import { drawFaults, listenToFaults } from "./faults.js";
import { drawGuide } from "./guide.js";
import { drawInspector } from "./inspector.js";
import { drawPeople, listenToPeople, showLeft } from "./people.js";
import { listenToSaved } from "./saved.js";
import { drawScenes } from "./scenes.js";
import { begin, chat, fromAddress, keyOf, refresh, refreshRoom, roomsOf, store, toAddress } from "./store.js";
import { showTab } from "./tabs.js";

const LOOK_EVERY = 2000;
let working = 0;
let queue = Promise.resolve();
let lost = false;

function become(userid, room = null) {
  store.me = userid;
  if (room) store.room = room;
  else if (!roomsOf(userid).includes(store.room)) store.room = "bot";
  Object.assign(store, { selected: null, quote: null });
  toAddress();
  showTab("chat");
  draw();
}

const toComposer = () => {
  showTab("chat");
  $("text").focus();
};

function choose(userid, room = null) {
  become(userid, room);
  if (matchMedia("(pointer: fine)").matches) $("text").focus();
}

async function open(room) {
  become(store.me, room);
  await refresh().then(draw).catch(() => {});
}

// To a message wherever it is: as somebody who can see it.
async function show(message) {
  await refresh();
  const members = chat(message.room)?.members || [store.me];
  become(message.to || (members.includes(store.me) ? store.me : members[0]), message.chat);
  select(message);
}

function select(message, look = false) {
  store.selected = message.seq;
  if (look) showTab("inspector");
  drawChat(actions);
  drawInspector(actions);
}

function tell(answer) {
  if (answer.problem) console.warn("hidden answer:", answer.problem);
  const silent = !answer.problem && answer.replies && !answer.replies.length;
  if (answer.problem) say("机器人的回答没有显示出来：企业微信不认它的格式，或者一直没等到。", "bad");
  else if (silent) say("机器人没有答话：这一句不是说给它办的。");
}

function selectLastSaid() {
  const said = store.messages.findLast((one) => one.msgid === store.lastSaid);
  if (said && said.room === keyOf(store.room)) store.selected = said.seq;
}

const press = (message, key, text) => work(async () => {
  const answer = await post("press", { from: message.to, message: message.seq, key });
  store.saved.push({ at: store.now, who: message.to, chat: message.chat, presses: text, hears: answer.replies.map((one) => one.content) });
  tell(answer);
});

const actions = {
  become, choose, open, press, show, toComposer, work, select, refresh,
  quote: (seq) => { store.quote = seq; toComposer(); drawComposer(actions); },
  move: (asked) => work(async () => say(told(await moveClock(asked)))),
  send: (line) => { drawChat(actions); return work(async () => tell(await send(line))); },
  again: (message) => work(async () => tell(await post("say", { from: message.from, chat: message.chat, text: message.content, msgid: message.msgid }))),
  event: (asked) => work(async () => say((await post("event", asked)).told)),
  ready: (text) => { if (!$("text").value) $("text").value = text; },
};

function draw() {
  drawClock(actions);
  drawGuide(actions);
  drawComposer(actions);
  drawChat(actions);
  drawPeople(actions);
  drawFaults(actions);
  drawInspector(actions);
}

// Whatever is asked while something is under way waits for its turn; nothing is thrown away.
function work(act) {
  working += 1;
  say("");
  document.body.classList.add("busy");
  queue = queue.then(act).catch((error) => say(error.message, "bad")).then(async () => {
    working -= 1;
    document.body.classList.toggle("busy", working > 0);
    await refresh().then(refreshRoom).catch((error) => say(error.message, "bad"));
    selectLastSaid();
    draw();
  });
  return queue;
}

function backAgain(anew) {
  if (lost) say(anew ? "" : "又连上了。");
  lost = false;
  if (anew) say("程序重新开始过：示例回到了开头，之前的对话不在了，没发出的字还在。");
}

async function look() {
  if (working || document.hidden) return;
  const state = () => `${store.world} ${store.messages.length} ${store.now.slice(0, 16)} ${JSON.stringify(store.faults)}`;
  const before = state();
  try {
    backAgain(await refresh());
    if (before !== state()) {
      await refreshRoom();
      draw();
    }
  } catch {
    if (!lost) say("连不上沙盒，程序可能停了。会一直等它回来，您写的字都留着。", "bad");
    lost = true;
  }
}

addEventListener("hashchange", () => become(...fromAddress()));
listenToPeople(() => { drawPeople(actions); showTab(document.body.dataset.tab); });
listenToClock(actions);
listenToComposer(actions);
listenToFaults(actions);
listenToSaved(actions);
$("close-viewer").addEventListener("click", () => $("viewer").close());
for (const one of document.querySelectorAll("[data-event]")) one.addEventListener("click", () => actions.event({ from: store.me, chat: store.room, event: one.dataset.event }));
showLeft("people");
showTab("chat");
$("guide").open = innerHeight > 37 * parseFloat(getComputedStyle(document.documentElement).fontSize);  // with large text the chat needs the room
begin().then(() => { toAddress(); drawScenes(actions); draw(); }).catch((error) => say(error.message, "bad"));
setInterval(look, LOOK_EVERY);
