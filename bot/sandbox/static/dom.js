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

const WEEKDAYS = "日一二三四五六";

// The demo's clock is told in Beijing time whatever the machine's own zone is.
function beijing(iso) {
  return new Date(new Date(iso).getTime() + 8 * 3600_000);
}

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
  line.textContent = text;
  line.className = kind;
}
