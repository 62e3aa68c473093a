// A talk kept as a file, and a file opened and talked through again: every answer is compared with the kept one.

import { $, el, fill, say } from "./dom.js";
import { post } from "./api.js";
import { moveClock } from "./clock.js";
import { keyOf, nameOf, store } from "./store.js";

export function save() {
  const blob = new Blob([JSON.stringify(store.saved, null, 1)], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(blob), download: `对话-${store.now.slice(0, 10)}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
  say(store.saved.length ? `存下了 ${store.saved.length} 步。` : "还没有说过话，存下的是空的。");
}

async function again(step, actions) {
  if (step.clock) {
    return (await moveClock({ to: step.clock })).sent.map(({ room, content }) => ({ room, content }));
  }
  actions.become(step.who, step.chat);
  if (step.says != null) return (await post("say", { from: step.who, chat: step.chat, text: step.says, msgid: step.msgid || "" })).replies.filter((one) => one.room === keyOf(step.chat, step.who)).map((one) => one.content);
  const card = store.messages.findLast((one) => one.room === `${step.chat}:${step.who}` && one.card && !one.card.replace_text && (one.card.button_list || []).some((key) => key.text === step.presses));
  if (!card) throw new Error(`找不到按钮“${step.presses}”`);
  const { key } = card.card.button_list.find((one) => one.text === step.presses);
  return (await post("press", { from: step.who, message: card.seq, key })).replies.map((one) => one.content);
}

const line = (step) => step.clock ? `时钟到 ${step.clock.slice(0, 16).replace("T", " ")}` : `${nameOf(step.who)}：${step.says ?? `按“${step.presses}”`}`;

const words = (heard) => heard.map((one) => one.content ?? one).join("\n");

async function replay(steps, actions) {
  const told = [];
  for (const step of steps) {
    const heard = await again(step, actions);
    await actions.refresh();
    const same = JSON.stringify(heard) === JSON.stringify(step.hears);
    told.push(el("li", {}, `${same ? "✓" : "✗"} ${line(step)}`, same ? null : el("p", { class: "small" }, `存下的：${words(step.hears)}\n这一次：${words(heard) || "（没有回答）"}`)));
    fill($("replayed"), told);
  }
  const good = told.filter((one) => one.textContent.startsWith("✓")).length;
  say(`重放了 ${steps.length} 步，${good} 步和存下的一样。${good < steps.length ? "编号和日子跟当天有关，换了日子会不一样。" : ""}`);
}

export function listenToSaved(actions) {
  $("save").addEventListener("click", save);
  $("open-saved").addEventListener("change", async () => {
    const [file] = $("open-saved").files;
    if (!file) return;
    const steps = await file.text().then(JSON.parse).catch(() => null);
    $("open-saved").value = "";
    const fits = Array.isArray(steps) && steps.length && steps.every((one) => one.clock || (one.who && one.chat));
    if (fits) actions.work(() => replay(steps, actions));
    else say("这不是沙盒存下的对话，什么也没有重放。请选“保存对话”存下的那个文件。", "bad");
  });
}
