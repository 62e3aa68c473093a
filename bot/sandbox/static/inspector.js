// The right column: how the selected message travelled, in plain rows; the raw and the sealed text are folded away.

import { $, button, el, fill, shortMoment } from "./dom.js";
import { get } from "./api.js";
import { nameOfRoom, person, store } from "./store.js";

const STATES = {
  pending: ["等着发", "wait"], sending: ["正在发", "wait"], sent: ["已发出", "good"], retry_at: ["过会儿再发", "wait"],
  unconfirmed: ["不知道到没到", "wait"], dead: ["没发出去", "bad"], expired: ["过期没发", "bad"], cancelled: ["取消了", "bad"],
  done: ["办完了", "good"], new: ["等着办", "wait"], failed: ["没办成", "bad"],
};
const PLACES = {
  "message/send": "应用发的消息", "webhook/send": "群机器人发的消息",
};

const isNothing = (one) => one == null || one === "" || (typeof one === "object" && !Object.keys(one).length);

function value(one) {
  if (one === true) return "是";
  if (one === false) return "否";
  if (Array.isArray(one)) return one.length ? el("ol", {}, one.map((item) => el("li", {}, value(item)))) : "没有";
  if (typeof one === "object" && one) return rows(one);
  if (STATES[one]) return el("span", { class: `state-${STATES[one][1]}` }, STATES[one][0]);
  const text = String(one);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return shortMoment(text);
  return person(text)?.name || text;
}

const rows = (object) => el("dl", {}, Object.entries(object).filter(([, one]) => !isNothing(one)).map(([name, one]) =>
  el("div", {}, el("dt", {}, name), el("dd", {}, value(one)))));

const part = (title, ...body) => [el("h3", {}, title), ...body.flat().map((one) => (typeof one === "string" ? el("p", {}, one) : one))];
const folded = (title, text) => el("details", {}, el("summary", {}, title), el("pre", { tabindex: "0" }, text));

function posted(attempts) {
  return el("ol", {}, attempts.map((one) => {
    const good = one.status === 200;
    const told = good ? "收下了" : one.status ? `没收下（${one.status}）` : "没有回答";
    return el("li", {}, `${shortMoment(one.at)}　`, el("span", { class: good ? "state-good" : "state-bad" }, told));
  }));
}

// The text with the words that a value came from marked; where values overlap, the first keeps the place.
function marked({ text, values }) {
  const pieces = [];
  let place = 0;
  for (const [start, end] of values.map((one) => one.at).filter(Boolean).sort((one, other) => one[0] - other[0])) {
    if (start < place) continue;
    pieces.push(text.slice(place, start), el("mark", {}, text.slice(start, end)));
    place = end;
  }
  return el("p", { class: "meant" }, ...pieces, text.slice(place));
}

function meaning(meant) {
  if (!meant) return "这不是一句话，没有什么要读的。";
  const read = meant.values.map((one) => el("tr", {}, el("th", { scope: "row" }, one.name), el("td", {}, one.value),
    el("td", {}, one.at ? `“${one.words}” 第 ${one.at[0] + 1}-${one.at[1]} 个字` : "没有明说，推出来的")));
  return [
    marked(meant), rows({ 种类: meant.kind, 把握: meant.sure }),
    read.length ? el("table", {}, el("tr", {}, ["读到", "是", "从哪里"].map((text) => el("th", { scope: "col" }, text))), read) : null,
    el("p", { class: "small" }, "单看这一句是这样；正有问题等着回答时，先当作回答。"),
  ].filter(Boolean);
}

async function heard(msgid) {
  const { inside, sealed, attempts, meant, arrived, read, stored, waiting } = await get("inspect", { msgid });
  return [
    ...part(`送了 ${attempts.length} 次`, posted(attempts)), ...part("到了什么", isNothing(arrived) ? "没有收下。" : value(arrived)),
    ...part("读成了什么", meaning(meant)),
    ...part("存下了什么", isNothing(stored) ? "没有改动账本。" : [el("p", {}, [read].flat().join("、")), value(stored)]),
    ...part("还有什么要发", isNothing(waiting) ? "没有别的要发。" : value(waiting)),
    ...part("原文", folded("解开后", inside), sealed ? folded("封着的样子", `POST ${sealed.path}\n${JSON.stringify(sealed.query, null, 1)}\n\n${sealed.body}`) : []),
  ];
}

async function spoken(call) {
  const [entry] = await get("ledger", { after: call - 1 });
  const fate = entry.applied ? el("span", { class: "state-good" }, "已送达") : el("span", { class: "state-bad" }, "没有送达");
  return [
    ...part("机器人主动发的", PLACES[entry.endpoint] || entry.endpoint), ...part("结果", fate),
    ...(entry.fault ? part("故意出的故障", entry.fault) : []), ...part("原文", folded("发出的", JSON.stringify(entry.body, null, 1)),
      folded("平台的回答", JSON.stringify(entry.answer, null, 1))),
  ];
}

async function story(message) {
  if (message.earlier) return [el("p", {}, "这是示例里早先的对话：账里有这条记录，当时怎么收发的没有留。您自己说一句，就能在这里看到它怎么走。")];
  if (message.call) return spoken(message.call);
  const msgid = message.msgid || message.reply_to;
  return msgid ? heard(msgid) : [el("p", {}, "这一条没有记录。")];
}

function hands(message, actions) {
  const mine = message.from === store.me && !message.recalled && !message.earlier;
  return el("div", { class: "hands" },
    message.recalled ? null : button("引用", () => actions.quote(message.seq)),
    mine && message.msgid ? button("原样再送一遍", () => actions.again(message)) : null,
    mine ? button("撤回", () => actions.event({ from: store.me, event: "recall", message: message.seq })) : null);
}

let asked = 0;

export async function drawInspector(actions) {
  const message = store.messages[store.selected - 1];
  const turn = (asked += 1);
  if (!message) {
    fill($("inspector"), el("p", { class: "small" }, "点一条消息，看它到了什么、读成了什么、存了什么、还有什么等着发。"));
    return;
  }
  const head = el("p", { class: "small" }, `${nameOfRoom(message.chat)}　${shortMoment(message.when)}　第 ${message.seq} 条`);
  const body = await story(message).catch((error) => [el("p", {}, error.message)]);
  if (turn !== asked) return;
  const open = [...$("inspector").querySelectorAll("details[open] summary")].map((one) => one.textContent);
  fill($("inspector"), head, el("p", { class: "quote" }, message.content.slice(0, 120)), hands(message, actions), ...body);
  for (const one of $("inspector").querySelectorAll("summary")) one.parentElement.open = open.includes(one.textContent);
}
