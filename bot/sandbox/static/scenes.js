// Small stories anybody can start; each leaves its words in the chat and its trace beside them.

import { $, beijing, button, el, fill } from "./dom.js";
import { post } from "./api.js";
import { moveClock, nextJob, nextMonth, told } from "./clock.js";
import { suggested } from "./people.js";
import { chat, keyOf, nameOf, person, store } from "./store.js";

const HOUR_WITHOUT_NET = ["reset*1000000"];
const heard = (answer) => answer.replies.map((reply) => reply.content).join("\n") || "机器人没有回答。";

export const holder = (role) => suggested().find(([, held]) => held === role)?.[0] || person(store.me);
const colleague = (role) => store.people.find((one) => one.roles.includes(role) && one.unit === holder("党员").unit) || holder(role);
export const member = () => holder("党员");
export const secretary = () => colleague("书记");

export async function speak(actions, who, where, text, msgid = null) {
  actions.become(who, where);
  const answer = await post("say", { from: who, chat: where, text, ...(msgid ? { msgid } : {}) });
  store.saved.push({ at: store.now, who, chat: where, says: text, ...(msgid ? { msgid } : {}), hears: answer.replies.filter((one) => one.room === keyOf(where, who)).map((one) => one.content) });
  store.lastSaid = answer.msgid;
  return answer;
}

export const comingMonth = () => `${beijing(nextMonth()).getUTCMonth() + 1}月`;

const cleaning = async (actions) => heard(await speak(actions, member().userid, "bot", "今天上午打扫院坝2小时"));

// The list comes out when somebody of the district has seen and approved it.
export async function honour(actions) {
  const due = nextJob(/^月度红榜$/)?.due || nextMonth();
  await moveClock({ to: new Date(Date.parse(due) - 3600_000).toISOString() });
  const officer = holder("区委组织部");
  for (const text of ["批准红榜", "批准"]) await speak(actions, officer.userid, "app", text);
  const moved = await moveClock({ to: due });
  const lists = moved.sent.filter((message) => message.room === message.chat && /红榜/.test(message.content));
  const first = lists.find((message) => chat(message.room)?.members.includes(member().userid)) || lists[0];
  if (first) await actions.show(first);
  return `${officer.name}先看过、批准了。${told(moved)}`;
}

async function nobodyCame(actions) {
  const { userid } = secretary();
  const month = comingMonth();
  await speak(actions, userid, "app", "值班设置 到岗提醒 开");
  await speak(actions, userid, "app", `排班 ${month}`);
  const said = heard(await speak(actions, userid, "app", `确认排班 ${month}`));
  const first = Date.parse(nextMonth());
  let absent = null;
  for (let day = 0; day < 7 && !absent; day += 1) {
    const moved = await moveClock({ to: new Date(first + day * 24 * 3600_000 + 3 * 3600_000).toISOString() });
    absent = moved.sent.find((message) => message.room === `app:${userid}` && /还没有到岗/.test(message.content));
  }
  if (absent) await actions.show(absent);
  return absent ? `到了上班时间，没有人报到岗，只私下告诉了${nameOf(userid)}：\n${absent.content}` : `一周里没有人缺岗。排班时的回答：\n${said}`;
}

export async function outage(actions) {
  const answers = [];
  await post("faults", { endpoint: "*", script: HOUR_WITHOUT_NET });
  try {
    // The message itself arrives; whatever the bot has to say by itself does not.
    answers.push(heard(await speak(actions, member().userid, "app", "投诉建议 路灯坏了，请派人看看")));
    answers.push(`断网：${told(await moveClock({ advance: "PT1H" }))}`);
  } finally {
    await post("faults", { endpoint: "*", script: [] });
  }
  const after = await moveClock({ advance: "PT30M" });
  return `${answers.join("\n")}\n恢复半小时：${told(after)}`;
}

export async function fourTimes(actions) {
  const msgid = `same-${Date.now()}`;
  const answers = [];
  for (let time = 0; time < 4; time += 1) answers.push(heard(await speak(actions, member().userid, "bot", "昨天下午打扫院坝1小时", msgid)));
  const same = answers.every((answer) => answer === answers[0]);
  return `${same ? "四次得到同一个回答，只记了一条：" : "四次的回答不一样："}\n${same ? answers[0] : answers.join("\n")}`;
}

const SCENES = [
  ["打扫卫生报一条", () => `${member()?.name || ""}私聊智能机器人：今天上午打扫院坝2小时。`, cleaning],
  ["月底红榜", () => "时钟走到公布那天，区里的同志看过批准，红榜发到各群。", honour],
  ["值班没人来", () => `${secretary()?.name || ""}开了到岗提醒，排好${comingMonth()}的班并公布；时钟走到没有人报到岗的班。`, nobodyCame],
  ["断网一小时", () => "企业微信一小时连不上：有人提了一条建议，看恢复后有没有丢、有没有重。", outage],
  ["同一条发四遍", () => "平台把同一条消息送四遍，只能算一次。", fourTimes],
];

export function drawScenes(actions) {
  fill($("scenes"), SCENES.map(([title, about, run]) => {
    const output = el("output", { "aria-live": "polite" });
    const start = () => actions.work(async () => {
      output.textContent = "正在进行";
      try {
        output.textContent = await run(actions);
      } catch (error) {
        output.textContent = error.message;
        throw error;
      }
    });
    return el("article", {}, el("h3", {}, title), el("p", {}, about()), button("开始", start), output);
  }));
}
