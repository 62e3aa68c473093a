// The first minute: five lines to click, each in the name of whoever would say it.

import { $, button, el, fill } from "./dom.js";
import { comingMonth, fourTimes, honour, member, secretary, speak } from "./scenes.js";
import { keepDraft, store } from "./store.js";

const DONE = "sandbox-first-minute";
const done = () => new Set(JSON.parse(sessionStorage.getItem(DONE) || "[]"));

function steps() {
  const [someone, head] = [member(), secretary()];
  if (!someone || !head) return [];
  return [
    [`${someone.name}报一件好事`, "说一句话就记上", async (actions) => speak(actions, someone.userid, "bot", "今天上午在三组清理沟渠2小时")],
    [`${head.name}书记来核实`, "一页看完，回一个词", async (actions) => next(actions, head.userid, "待核实", "通过")],
    [`排${comingMonth()}的班`, "先是草稿，确认了才公布", async (actions) => next(actions, head.userid, `排班 ${comingMonth()}`, `确认排班 ${comingMonth()}`)],
    ["看红榜发到群里", "时钟走到那天，区里批准了就公布", honour],
    ["出一个故障", "同一条送四遍，只记一次", fourTimes],
  ];
}

// The next word of the talk stands ready in the composer, to be sent or changed.
async function next(actions, userid, text, ready) {
  await speak(actions, userid, "app", text);
  keepDraft(ready, `${userid}/app`);
  actions.ready(ready);
}

export function drawGuide(actions) {
  const ticked = done();
  const lines = steps();
  $("guide").hidden = !lines.length || store.people.length === 0;
  $("guide-count").textContent = ticked.size ? `做了 ${Math.min(ticked.size, lines.length)} / ${lines.length}` : "点一行，看它怎么走";
  fill($("guide-steps"), lines.map(([title, about, run], at) => {
    const mark = ticked.has(at) ? "✓" : String(at + 1);
    const start = () => actions.work(async () => {
      if (matchMedia("(max-width: 51.25em)").matches) $("guide").open = false;
      await run(actions);
      sessionStorage.setItem(DONE, JSON.stringify([...done().add(at)]));
    });
    return el("li", {}, el("button", { type: "button", "data-key": `step-${at}`, onclick: start },
      el("span", { class: "mark", "aria-hidden": "true" }, mark), el("span", {}, title), el("small", {}, ticked.has(at) ? "做过了，可以再点" : about)));
  }));
}
