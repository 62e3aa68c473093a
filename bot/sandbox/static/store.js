// What the page knows: the world, who I am, which room is open, what was said and what was seen.

import { get } from "./api.js";

export const store = {
  now: "", people: [], chats: [], upcoming: [], smartbot: "智能机器人",
  me: null, room: "bot", selected: null, messages: [], saved: [],
};

const seen = new Map();
const listeners = [];

export const onChange = (listener) => listeners.push(listener);
export const changed = () => listeners.forEach((listener) => listener());

export const person = (userid) => store.people.find((one) => one.userid === userid);
export const chat = (chatid) => store.chats.find((one) => one.chatid === chatid);
export const isPrivate = (room) => room === "app" || room === "bot";

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

export async function refresh() {
  Object.assign(store, await get("state"));
  take(await get("messages", { after: store.messages.length }));
}

// Cards and streams change in place, so the open room is read anew.
export async function refreshRoom() {
  const query = isPrivate(store.room) ? { chat: store.room, userid: store.me } : { chat: store.room };
  take(await get("messages", query));
}

export async function begin() {
  await refresh();
  store.me = store.people[0]?.userid ?? null;
  for (const message of store.messages) seen.set(message.room, message.seq);
}
