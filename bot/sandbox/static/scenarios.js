// The drawer: small stories anybody can start, each telling afterwards what happened.

import { $, el } from "./dom.js";
import { post } from "./api.js";
import { moveClock, nextJob, told } from "./clock.js";
import { person, store } from "./store.js";

const HOUR_WITHOUT_NET = ["reset*1000000"];

const heard = (answer) => answer.replies.map((reply) => reply.content).join("\n") || "机器人没有回答。";

async function speak(text, msgid) {
  const asked = { from: store.me, chat: "bot", text, ...(msgid ? { msgid } : {}) };
  return post("say", asked);
}

async function cleaning(open) {
  const answer = await speak("今天上午打扫院坝2小时");
  store.saved.push({ who: store.me, chat: "bot", says: "今天上午打扫院坝2小时", hears: answer.replies.map((one) => one.content) });
  await open("bot");
  return heard(answer);
}

// The first of next month, nine in the morning: the list is published by then whatever the policy's hour.
function nextMonth() {
  const at = new Date(Date.parse(store.now) + 8 * 3600_000);
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1, 1)).toISOString();
}

async function honour(open) {
  const due = nextJob(/^月度红榜$/)?.due || nextMonth();
  await moveClock({ to: new Date(Date.parse(due) - 36e5).toISOString() });
  const officer = store.people.find((person) => person.roles.includes("区委组织部"));
  for (const text of ["批准红榜", "批准"]) await post("say", { from: officer.userid, chat: "app", text });
  const moved = await moveClock({ to: due });
  const groups = moved.sent.filter((message) => message.room === message.chat);
  if (groups.length) await open(groups[0].chat);
  return told(moved);
}

async function outage() {
  await post("faults", { endpoint: "*", script: HOUR_WITHOUT_NET });
  let without;
  try {
    without = told(await moveClock({ advance: "PT1H" }));
  } finally {
    await post("faults", { endpoint: "*", script: [] });
  }
  const after = await moveClock({ advance: "PT10M" });
  return `断网：${without}\n恢复：${told(after)}`;
}

async function fourTimes(open) {
  const msgid = `same-${Date.now()}`;
  const text = "今天上午打扫院坝1小时";
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(heard(await speak(text, msgid)));
  await open("bot");
  const same = answers.every((answer) => answer === answers[0]);
  return `${same ? "四次得到同一个回答：" : "四次的回答不一样："}\n${same ? answers[0] : answers.join("\n")}`;
}

const SCENARIOS = [
  ["打扫卫生报一条", () => `${person(store.me)?.name || ""}在智能机器人的私聊里说：今天上午打扫院坝2小时。`, cleaning],
  ["月底红榜", () => "区里看过、批准，时钟走到公布的时候，看红榜发到各群。", honour],
  ["断网一小时", () => "企业微信一小时连不上，再恢复十分钟，看有没有丢、有没有重。", outage],
  ["同一条发四遍", () => "平台把同一条消息送四遍，只能算一次。", fourTimes],
];

export function drawScenarios(work, open) {
  $("scenarios").replaceChildren(...SCENARIOS.map(([title, about, run]) => {
    const output = el("output");
    const start = () => work(async () => {
      output.textContent = "正在进行";
      try {
        output.textContent = await run(open);
      } catch (error) {
        output.textContent = error.message;
      }
    });
    return el("article", {}, el("h3", {}, title), el("p", {}, about()), el("button", { type: "button", onclick: start }, "开始"), output);
  }));
}

export function listenToDrawer(work, open) {
  const show = (open_) => {
    $("drawer").hidden = !open_;
    $("open-drawer").setAttribute("aria-expanded", String(open_));
    (open_ ? $("close-drawer") : $("open-drawer")).focus();
  };
  $("open-drawer").addEventListener("click", () => {
    if ($("drawer").hidden) drawScenarios(work, open);
    show($("drawer").hidden);
  });
  $("close-drawer").addEventListener("click", () => show(false));
  $("drawer").addEventListener("keydown", (event) => event.key === "Escape" && show(false));
}
