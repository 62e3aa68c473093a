// The clock: forward to a day, a month or the next job, day by day so that it can be seen and stopped; then what ran.

import { $, beijing, button, dayOf, el, fill, fromBeijing, say, shortMoment, timeOf } from "./dom.js";
import { post } from "./api.js";
import { store } from "./store.js";

const DAY = 24 * 3600_000;
const MOST_SHOWN = 400;
const STATES = { done: "办完", skipped: "过了时候，没办", missed: "错过了", paused: "停着，没办", failed: "没办成", given_up: "没办成" };
let stopped = false;

export function drawClock(actions) {
  $("day").textContent = dayOf(store.now);
  $("time").textContent = timeOf(store.now);
  $("time").dateTime = store.now;
  $("to-day").min = beijing(store.now).toISOString().slice(0, 10);
  $("to-day").value ||= $("to-day").min;
  const next = nextJob();
  $("next").disabled = !next;
  $("next").title = next ? `${next.title}，${shortMoment(next.due)}` : "没有排着的任务";
  const jobs = store.upcoming.slice(0, 12).map((job) => el("li", {}, button(`${shortMoment(job.due)}　${job.title}`, () => actions.move({ to: job.due }), { "data-key": `job-${job.job}` })));
  fill($("upcoming"), jobs.length ? jobs : el("li", {}, "没有排着的任务"));
}

export const nextJob = (matching = /(?:)/) =>
  store.upcoming.filter((job) => matching.test(job.title || job.job)).sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];

// What runs every few minutes is not among the upcoming jobs and would drown the others.
const planned = (job) => store.upcoming.some((one) => one.job === job.job);

export function told(moved) {
  const jobs = moved.ran.filter(planned);
  const names = jobs.slice(0, 4).map((job) => `${job.title}（${shortMoment(job.due)}）`);
  const ran = jobs.length ? `跑了 ${names.join("、")}${jobs.length > 4 ? `等 ${jobs.length} 项` : ""}` : "没有到点的任务";
  return `到了 ${shortMoment(moved.now)}：${ran}，发出 ${moved.sent.length} 条消息。`;
}

// The first of next month, nine in the morning.
export function nextMonth() {
  const at = beijing(store.now);
  return fromBeijing(at.getUTCFullYear(), at.getUTCMonth() + 1, 1, 9);
}

function showProgress(done, all, now) {
  $("moving").hidden = done === all;
  $("moving").querySelector("progress").max = all;
  $("moving").querySelector("progress").value = done;
  $("moving").querySelector("span").textContent = `走到 ${dayOf(now)}（${done}/${all} 天）`;
  if (done < all) say(`时钟走到 ${dayOf(now)}（${done}/${all} 天）`);
}

export async function moveClock({ to, advance }) {
  stopped = false;
  const start = Date.parse(store.now);
  const end = to ? Math.max(Date.parse(to), start) : null;
  const days = end ? Math.max(1, Math.ceil((end - start) / DAY)) : 1;
  const all = { now: store.now, ran: [], sent: [] };
  for (let day = 1; day <= days && !stopped; day += 1) {
    const moved = await post("clock", end ? { to: new Date(day === days ? end : start + day * DAY).toISOString() } : { advance });
    all.now = moved.now;
    store.now = moved.now;
    all.ran.push(...moved.ran);
    all.sent.push(...moved.sent);
    showProgress(day, days, moved.now);
  }
  showProgress(days, days, all.now);
  say(stopped ? `停在了 ${shortMoment(all.now)}。` : told(all));
  store.saved.push({ clock: all.now, hears: all.sent.map(({ room, content }) => ({ room, content })) });
  drawRan(all);
  return all;
}

let show = () => {};

// Each job with the messages that went out at its moment; a tap goes to the first of them.
function drawRan(moved) {
  const jobs = moved.ran.filter(planned).slice(-MOST_SHOWN);
  const often = moved.ran.length - moved.ran.filter(planned).length;
  const lines = jobs.map((job) => {
    const sent = moved.sent.filter((message) => message.when.slice(0, 16) === job.due.slice(0, 16));
    const text = `${shortMoment(job.due)}　${job.title}　${STATES[job.state] || job.state}　${sent.length ? `发出 ${sent.length} 条` : "没有要发的"}`;
    return el("li", {}, sent.length ? button(text, () => show(sent[0])) : text);
  });
  const later = moved.sent.filter((message) => !jobs.some((job) => job.due.slice(0, 16) === message.when.slice(0, 16)));
  const others = later.slice(0, 40).map((message) => el("li", {}, button(`${shortMoment(message.when)}　${message.content.slice(0, 24)}`, () => show(message))));
  fill($("ran"), el("p", { class: "small" }, `${told(moved)}${often ? `另有 ${often} 次每几分钟一次的照看。` : ""}`), el("ol", {}, lines),
    others.length ? el("h4", {}, "其他时候发出的") : null, el("ol", {}, others));
}

export function listenToClock(actions) {
  show = actions.show;
  for (const one of document.querySelectorAll("[data-advance]")) one.addEventListener("click", () => actions.move({ advance: one.dataset.advance }));
  $("next").addEventListener("click", () => nextJob() && actions.move({ to: nextJob().due }));
  $("next-month").addEventListener("click", () => actions.move({ to: nextMonth() }));
  $("stop").addEventListener("click", () => { stopped = true; });
  $("to-moment").addEventListener("submit", (event) => {
    event.preventDefault();
    const moment = `${$("to-day").value}T${$("to-time").value || "09:00"}:00+08:00`;
    if (!$("to-day").value || Number.isNaN(Date.parse(moment))) say("先选一个日期。", "bad");
    else if (Date.parse(moment) < Date.parse(store.now)) say("时钟只能往前走，请选一个还没到的时刻。", "bad");
    else actions.move({ to: moment });
  });
}
