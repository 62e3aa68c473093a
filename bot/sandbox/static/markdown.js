// The bot's Markdown as nodes: headings, quotes, lists, tables, bold, code, links, colours, mentions.

import { el } from "./dom.js";

const INLINE = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)|<font color="?(info|comment|warning)"?>(.*?)<\/font>|<@([^>]+)>/g;

export function inline(text, nameOf) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(text.slice(from, found.index));
    from = found.index + found[0].length;
    const [, bold, code, label, url, colour, coloured, mention] = found;
    if (bold != null) nodes.push(el("strong", {}, inline(bold, nameOf)));
    else if (code != null) nodes.push(el("code", {}, code));
    else if (label != null) nodes.push(/^https?:/.test(url) ? el("a", { href: url, target: "_blank", rel: "noopener" }, label) : label);
    else if (colour != null) nodes.push(el("span", { class: colour }, inline(coloured, nameOf)));
    else nodes.push(el("span", { class: "called" }, `@${nameOf(mention)}`));
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
const isRule = (line) => /^\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$/.test(line);

function table(lines, nameOf) {
  const row = (line, tag) => el("tr", {}, cells(line).map((cell) => el(tag, {}, inline(cell, nameOf))));
  return el("table", {}, row(lines[0], "th"), lines.slice(2).map((line) => row(line, "td")));
}

const KINDS = [
  ["heading", /^#{1,6}\s+/], ["quote", /^>\s?/], ["bullet", /^\s*[-*+]\s+/], ["number", /^\s*\d+\.\s+/],
];

function kindOf(lines, at) {
  const line = lines[at];
  if (line.includes("|") && lines[at + 1] != null && lines[at + 1].includes("|") && isRule(lines[at + 1])) return "table";
  return KINDS.find(([, pattern]) => pattern.test(line))?.[0] || "text";
}

function block(kind, lines, nameOf) {
  const bare = (line) => inline(line.replace(KINDS.find(([name]) => name === kind)?.[1] ?? /^$/, ""), nameOf);
  if (kind === "table") return table(lines, nameOf);
  if (kind === "heading") return lines.map((line) => el(line.startsWith("###") ? "h4" : "h3", {}, bare(line)));
  if (kind === "quote") return el("blockquote", {}, lines.flatMap((line, at) => [at ? "\n" : "", ...bare(line)]));
  if (kind === "bullet") return el("ul", {}, lines.map((line) => el("li", {}, bare(line))));
  if (kind === "number") {
    return el("ol", { start: parseInt(lines[0], 10) }, lines.map((line) => el("li", {}, bare(line))));
  }
  return el("p", {}, inline(lines.join("\n"), nameOf));
}

export function markdown(text, nameOf) {
  const lines = text.split("\n");
  const nodes = [];
  for (let at = 0; at < lines.length; ) {
    const kind = kindOf(lines, at);
    let end = at + 1;
    if (kind === "table") while (end < lines.length && lines[end].includes("|")) end += 1;
    else while (end < lines.length && kindOf(lines, end) === kind) end += 1;
    nodes.push(block(kind, lines.slice(at, end), nameOf));
    at = end;
  }
  return nodes.flat();
}
