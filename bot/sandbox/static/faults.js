// What goes wrong at the platform's side: scripts for its endpoints, put up and taken down.

import { $, button, el, fill } from "./dom.js";
import { post } from "./api.js";
import { drawChat } from "./chat.js";
import { listenToView } from "./seen.js";
import { store } from "./store.js";

const ENDPOINTS = {
  "*": "所有接口", "message/send": "应用发消息", "webhook/send": "群机器人发消息",
  "gettoken": "取令牌", "media/upload": "传文件和图片",
};
const FAULTS = {
  "500": "出错（500）", "reset": "连不上", "timeout_before_apply": "一直没有回答，也没办", "timeout_after_apply": "办了，但没有回答",
  "reset_mid_body": "回答到一半断了", "slow:3": "慢三秒", "45009": "调用太多（45009）", "42001": "令牌过期（42001）",
  "-1": "系统繁忙（-1）", "60020": "地址没有放行（60020）", "81013": "收信人都无效（81013）", "93000": "群机器人失效（93000）", "42045": "卡片不认（42045）", "garbage_json": "回答是乱码", "html": "回答是网页",
};

const named = (word) => word.replace(/^[^*]+/, (name) => FAULTS[name] || name).replace("*", " × ");

export function drawFaults(actions) {
  const put = Object.entries(store.faults).map(([endpoint, script]) => el("li", {}, el("span", {}, `${ENDPOINTS[endpoint] || endpoint}：${script.map(named).join("，")}`),
    button("拿掉", () => actions.work(() => post("faults", { endpoint, script: [] })), { "data-key": `fault-${endpoint}` })));
  fill($("faults-up"), put.length ? put : el("li", {}, "现在没有故障。"));
}

export function listenToFaults(actions) {
  listenToView(() => drawChat(actions));
  const options = (node, of) => node.append(...Object.entries(of).map(([value, text]) => el("option", { value }, text)));
  options($("fault-where"), ENDPOINTS);
  options($("fault-what"), FAULTS);
  $("fault").addEventListener("submit", (event) => {
    event.preventDefault();
    const times = Math.max(1, Number($("fault-times").value) || 1);
    const word = times > 1 ? `${$("fault-what").value}*${times}` : $("fault-what").value;
    actions.work(() => post("faults", { endpoint: $("fault-where").value, script: [word] }));
  });
}
