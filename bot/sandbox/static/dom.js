// Small hands for building the page; text always goes in as text, never as markup.

export const $ = (id) => document.getElementById(id);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

export const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

// Drawing anew must not take the focus from whoever works by keyboard: the same node, or its successor by key, keeps it.
export function fill(node, ...children) {
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const { scrollTop } = node;
  node.replaceChildren(...children.flat().filter((child) => child != null && child !== false));
  node.scrollTop = scrollTop;
  const heir = held?.isConnected ? held : held?.dataset.key && node.querySelector(`[data-key="${CSS.escape(held.dataset.key)}"]`);
  heir?.focus({ preventScroll: true });
}

// A long list is one stop of the Tab key; arrows, Home and End walk in it.
export function rove(list, selector) {
  list.addEventListener("focusin", ({ target }) => {
    if (!target.matches(selector)) return;
    for (const one of list.querySelectorAll(selector)) one.tabIndex = one === target ? 0 : -1;
  });
  list.addEventListener("keydown", (event) => {
    const items = [...list.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (at < 0 || to == null || !items[to]) return;
    event.preventDefault();
    items[to].focus();
    items[to].scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}

export function oneStop(list, selector, current) {
  const items = [...list.querySelectorAll(selector)];
  const stop = items.find((one) => one === document.activeElement) || items.find(current) || items[0];
  for (const one of items) one.tabIndex = one === stop ? 0 : -1;
}

const WEEKDAYS = "日一二三四五六";
const HOURS_AHEAD = 8;

// The demo's clock is told in Beijing time whatever the machine's own zone is.
export const beijing = (iso) => new Date(new Date(iso).getTime() + HOURS_AHEAD * 3600_000);

export const fromBeijing = (year, month, day, hour = 0, minute = 0) =>
  new Date(Date.UTC(year, month, day, hour - HOURS_AHEAD, minute)).toISOString();

export function dayOf(iso) {
  const at = beijing(iso);
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日 周${WEEKDAYS[at.getUTCDay()]}`;
}

export function timeOf(iso) {
  return beijing(iso).toISOString().slice(11, 16);
}

export function shortMoment(iso) {
  const at = beijing(iso);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日 ${timeOf(iso)}`;
}

export function say(text, kind = "") {
  const line = $("status");
  if (line.textContent !== text) line.textContent = text;
  line.className = kind;
}
