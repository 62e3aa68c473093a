// The right column: how the selected message travelled, in plain rows; the raw text is folded away.

import { $, el, shortMoment } from "./dom.js";
import { get } from "./api.js";
import { nameOfRoom, person, store } from "./store.js";

const WORDS = {
  arrived: "什么时候到", read: "读成了什么", stored: "存下了什么", waiting: "还有什么要发",
  intent: "意思", slots: "内容", state: "状态", at: "时间", due: "到期", key: "编号", chat: "去向", text: "文字",
  content: "文字", table: "哪张表", name: "名称", channel: "从哪里来", from: "谁", userid: "谁", fate: "结果",
  attempts: "试了几次", error: "原因", id: "编号", kind: "种类", command: "命令", person: "谁", msgtype: "种类",
  door: "从哪里来", received: "收到", handled: "办完", row: "记录", target: "去向", body: "内容", when: "时间", status: "状态",
};
const STATES = {
  pending: ["等着发", "wait"], sending: ["正在发", "wait"], sent: ["已发出", "good"], retry_at: ["过会儿再发", "wait"],
  unconfirmed: ["不知道到没到", "wait"], dead: ["没发出去", "bad"], expired: ["过期没发", "bad"], cancelled: ["取消了", "bad"],
  done: ["办完了", "good"], new: ["等着办", "wait"], failed: ["没办成", "bad"],
};
const PLACES = {
  "message/send": "应用发的消息", "webhook/send": "群机器人发的消息", "aibot/response": "智能机器人后来的回答",
  "message/update_template_card": "改卡片", "message/recall": "撤回",
};

function value(one) {
  if (one == null || one === "") return "（空）";
  if (one === true) return "是";
  if (one === false) return "否";
  if (Array.isArray(one)) return one.length ? list(one) : "没有";
  if (typeof one === "object") return rows(one);
  if (STATES[one]) return el("span", { class: `state-${STATES[one][1]}` }, STATES[one][0]);
  const text = String(one);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return shortMoment(text);
  return person(text)?.name || text;
}

const rows = (object) => el("dl", {}, Object.entries(object).map(([name, one]) =>
  el("div", {}, el("dt", {}, WORDS[name] || name), el("dd", {}, value(one)))));

const list = (items) => el("ol", {}, items.map((one) => el("li", {}, value(one))));

const part = (title, body) => [el("h3", {}, title), typeof body === "string" ? el("p", {}, body) : body];

const folded = (title, text) => el("details", {}, el("summary", {}, title), el("pre", {}, text));

function posted(attempts) {
  return el("ol", {}, attempts.map((one) => {
    const good = one.status === 200;
    const told = good ? "收下了" : one.status ? `没收下（${one.status}）` : "没有回答";
    return el("li", {}, `${shortMoment(one.at)}　`, el("span", { class: good ? "state-good" : "state-bad" }, told));
  }));
}

async function heard(msgid) {
  const { inside, attempts, arrived, read, stored, waiting, ...rest } = await get("inspect", { msgid });
  const more = Object.keys(rest).length ? part("其他", rows(rest)) : [];
  return [
    ...part(`送了 ${attempts.length} 次`, posted(attempts)), ...part("到了什么", value(arrived)), folded("解开后的原文", inside),
    ...part("读成了什么", value(read)), ...part("存下了什么", value(stored)), ...part("还有什么要发", value(waiting)), ...more,
  ];
}

async function spoken(call) {
  const [entry] = await get("ledger", { after: call - 1 });
  const fate = entry.applied ? el("span", { class: "state-good" }, "已送达") : el("span", { class: "state-bad" }, "没有送达");
  return [
    ...part("机器人主动发的", PLACES[entry.endpoint] || entry.endpoint), ...part("结果", fate),
    entry.fault ? part("故意出的故障", entry.fault) : [], folded("发出的原文", JSON.stringify(entry.body, null, 1)),
    folded("平台的回答", JSON.stringify(entry.answer, null, 1)),
  ].flat();
}

async function story(message) {
  if (message.call) return spoken(message.call);
  const msgid = message.msgid || message.reply_to;
  return msgid ? heard(msgid) : [el("p", {}, "这一条没有记录。")];
}

export async function drawInspector() {
  const message = store.messages[store.selected - 1];
  if (!message) {
    $("inspector").replaceChildren(el("p", { class: "small" }, "点一条消息，看它到了什么、读成了什么、存了什么、还有什么等着发。"));
    return;
  }
  const room = message.chat.split(":")[0];
  const head = el("p", { class: "small" }, `${nameOfRoom(room)}　${shortMoment(message.when)}　第 ${message.seq} 条`);
  const body = await story(message).catch((error) => [el("p", {}, error.message)]);
  $("inspector").replaceChildren(head, el("p", { class: "quote" }, message.content.slice(0, 120)), ...body);
}
