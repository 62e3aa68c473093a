// What the page knows: the world, who I am, which room is open, what was said, half-written and seen.

import { get } from "./api.js";

export const store = {
  world: "", now: "", people: [], chats: [], upcoming: [], initials: {}, faults: {}, smartbot: "智能机器人",
  me: null, room: "bot", selected: null, messages: [], saved: [], onTheWay: [], quote: null, view: "wecom",
};

const seen = new Map();
const DRAFTS = "sandbox-drafts";

export const person = (userid) => store.people.find((one) => one.userid === userid);
export const chat = (chatid) => store.chats.find((one) => one.chatid === chatid);
export const isPrivate = (room) => room === "app" || room === "bot";
export const nameOf = (userid) => person(userid)?.name || userid;

// The name under which messages of a room are kept: private rooms belong to somebody.
export const keyOf = (room, userid = store.me) => (isPrivate(room) ? `${room}:${userid}` : room);

export function roomsOf(userid) {
  const groups = store.chats.filter((one) => one.members.includes(userid)).map((one) => one.chatid);
  return ["bot", "app", ...groups];
}

export function nameOfRoom(room) {
  if (room === "app") return "应用";
  if (room === "bot") return store.smartbot;
  return chat(room)?.name || room;
}

export const inRoom = (key) => store.messages.filter((message) => message.room === key);

export function hasUnread(key) {
  const last = store.messages.findLast((message) => message.room === key && !person(message.from));
  return Boolean(last) && last.seq > (seen.get(key) || 0);
}

export const hasUnreadPrivate = (userid) => hasUnread(`app:${userid}`) || hasUnread(`bot:${userid}`);

export function markSeen() {
  const key = keyOf(store.room);
  const last = store.messages.findLast((message) => message.room === key);
  if (last) seen.set(key, last.seq);
}

function take(messages) {
  for (const message of messages) store.messages[message.seq - 1] = message;
}

// Another start of the program is another world: nothing of the old one may stay beside it.
function forget() {
  Object.assign(store, { messages: [], saved: [], selected: null, onTheWay: [], quote: null });
  seen.clear();
}

// Returns whether the program was started anew since the last look.
export async function refresh() {
  const state = await get("state");
  const anew = Boolean(store.world) && store.world !== state.world;
  if (anew) forget();
  Object.assign(store, state);
  take(await get("messages", { after: store.messages.length }));
  if (anew) seeAll();
  return anew;
}

// Cards and streams change in place, so the open room is read anew.
export async function refreshRoom() {
  const query = isPrivate(store.room) ? { chat: store.room, userid: store.me } : { chat: store.room };
  take(await get("messages", query));
}

function seeAll() {
  for (const message of store.messages) seen.set(message.room, message.seq);
}

export async function begin() {
  await refresh();
  seeAll();
  [store.me, store.room] = fromAddress();
}

// Who and where stand in the address, so that they survive a reload and can be sent to somebody.
export function fromAddress() {
  const [who, where] = location.hash.slice(1).split("/").map(decodeURIComponent);
  const me = person(who) ? who : store.people[0]?.userid ?? null;
  return [me, isPrivate(where) || chat(where) ? where : "bot"];
}

export function toAddress() {
  const wanted = `#${encodeURIComponent(store.me)}/${encodeURIComponent(store.room)}`;
  if (store.me && location.hash !== wanted) history.pushState(null, "", wanted);
}

// A half-written text belongs to its writer and its room, and outlives a reload of the page.
const drafts = () => JSON.parse(sessionStorage.getItem(DRAFTS) || "{}");
const draftKey = () => `${store.me}/${store.room}`;
export const draft = () => drafts()[draftKey()] || "";

export function keepDraft(text, key = draftKey()) {
  const kept = { ...drafts(), [key]: text };
  if (!text) delete kept[key];
  sessionStorage.setItem(DRAFTS, JSON.stringify(kept));
}
