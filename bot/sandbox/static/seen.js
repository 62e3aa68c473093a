// How a message looks to whoever reads it elsewhere than in WeCom; by the platform's page on message/send.

import { person, store } from "./store.js";

const WHERE = {
  wecom: "企业微信里", plugin: "微信里（微信插件）", home: "微信里，后台选了“始终进入主页”",
};
const KEPT_BYTES = 20;
const ELSEWHERE = "［微信里没有群，也没有智能机器人，要到企业微信里看］";
const NOT_SHOWN = "［微信里看不到这种消息，要到企业微信里看］";
const SHOWN = ["text", "image", "file", "voice"];

function firstBytes(text) {
  let bytes = 0;
  return [...text].filter((letter) => (bytes += new TextEncoder().encode(letter).length) <= KEPT_BYTES).join("");
}

export function asSeen(message) {
  if (store.view === "wecom" || person(message.from) || message.recalled) return message;
  const bare = { ...message, msgtype: "text", card: null, image: null, file: null };
  if (message.from !== "app") return { ...bare, content: ELSEWHERE };
  if (message.card || !SHOWN.includes(message.msgtype)) return { ...bare, content: NOT_SHOWN };
  return store.view === "home" ? { ...bare, content: firstBytes(message.content) } : message;
}

export function listenToView(redraw) {
  const choice = document.getElementById("view");
  for (const [value, text] of Object.entries(WHERE)) choice.append(new Option(text, value));
  choice.addEventListener("change", () => {
    store.view = choice.value;
    redraw();
  });
}
