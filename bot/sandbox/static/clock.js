// The clock at the top: forward by an hour, a day, or to the next job; then what ran and what was sent.

import { $, dayOf, say, shortMoment, timeOf } from "./dom.js";
import { post } from "./api.js";
import { store } from "./store.js";

export function drawClock() {
  $("day").textContent = dayOf(store.now);
  $("time").textContent = timeOf(store.now);
  $("time").dateTime = store.now;
  const next = nextJob();
  $("next").disabled = !next;
  $("next").title = next ? `${next.title}，${shortMoment(next.due)}` : "没有排着的任务";
}

export const nextJob = (matching = /(?:)/) =>
  store.upcoming.filter((job) => matching.test(job.title || job.job)).sort((a, b) => Date.parse(a.due) - Date.parse(b.due))[0];

const planned = (job) => store.upcoming.find((one) => one.job === job.job);

// What runs every few minutes is not among the upcoming jobs and would drown the others.
export function told(moved) {
  const jobs = moved.ran.filter(planned);
  const names = jobs.slice(0, 4).map((job) => `${planned(job).title}（${shortMoment(job.due)}）`);
  const more = jobs.length > 4 ? `等 ${jobs.length} 项` : "";
  const ran = jobs.length ? `跑了 ${names.join("、")}${more}` : "没有到点的任务";
  return `到了 ${shortMoment(moved.now)}：${ran}，发出 ${moved.sent.length} 条消息。`;
}

export async function moveClock(asked) {
  const moved = await post("clock", asked);
  store.saved.push({ clock: moved.now, hears: moved.sent.map(({ chat, content }) => ({ chat, content })) });
  return moved;
}

export function listenToClock(work) {
  const go = (asked) => work(async () => say(told(await moveClock(asked))));
  for (const button of document.querySelectorAll("[data-advance]")) {
    button.addEventListener("click", () => go({ advance: button.dataset.advance }));
  }
  $("next").addEventListener("click", () => {
    const next = nextJob();
    if (next) go({ to: Date.parse(next.due) > Date.parse(store.now) ? next.due : store.now });
  });
}
