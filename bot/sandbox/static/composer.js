// Where you type: what was typed is never lost, whoever you become and whatever goes wrong.

import { $, button, el, fill, say } from "./dom.js";
import { post } from "./api.js";
import { roleOf } from "./people.js";
import { chat, draft, keepDraft, keyOf, nameOf, store } from "./store.js";

let place = "";
let carried = null;

export function drawComposer(actions) {
  const group = chat(store.room);
  const outside = !store.me || Boolean(group && !group.members.includes(store.me));
  $("composer").hidden = outside;
  $("outside").hidden = !outside || !store.me;
  const here = `${store.world}/${store.me}/${store.room}`;
  if (here !== place) {
    place = here;
    $("text").value = draft();
    carry(null);
  }
  $("text").placeholder = `${nameOf(store.me)}说${matchMedia("(pointer: fine) and (min-width: 51.26em)").matches ? "（按 / 到这里）" : ""}`;
  $("speaker").textContent = `您现在是${nameOf(store.me)}，${roleOf(store.me)}`;
  const quote = store.quote && store.messages[store.quote - 1];
  fill($("quoting"), quote ? [el("span", {}, `引用：${quote.content.slice(0, 40)}`), button("不引用", () => actions.quote(null))] : []);
  if (!outside || !group) return;
  const [somebody] = group.members;
  fill($("outside"), el("span", {}, `${nameOf(store.me)}不在这个群里，只能看。`),
    somebody ? button(`换成${nameOf(somebody)}`, () => actions.choose(somebody, store.room)) : null);
}

const asBase64 = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(new Error("这个文件读不出来，请换一个"));
  reader.readAsDataURL(file);
});

function carry(file, kind = "image") {
  carried = file && { file, kind };
  for (const id of ["picture", "file"]) if (!file) $(id).value = "";
  $("extras").open = false;
  const thumb = file && kind === "image" ? el("img", { src: URL.createObjectURL(file), alt: "" }) : null;
  fill($("carried"), file ? [thumb, el("span", {}, file.name), button("拿掉", () => carry(null))] : []);
}

async function attached(line) {
  if (!line.carried) return {};
  const data = await asBase64(line.carried.file);
  return line.carried.kind === "image" ? { image: data } : { file: data, filename: line.carried.file.name };
}

// The words go back to where they were written, after what stands there by now.
function giveBack(line) {
  if (`${store.world}/${line.who}/${line.room}` === place) {
    $("text").value = [line.text, $("text").value].filter(Boolean).join("\n");
    keepDraft($("text").value);
  } else keepDraft(line.text, `${line.who}/${line.room}`);
}

export async function send(line) {
  try {
    const quote = line.quote ? { quote: line.quote } : {};
    const voice = line.voice ? { voice: true } : {};
    const answer = await post("say", { from: line.who, chat: line.room, text: line.text, ...(await attached(line)), ...quote, ...voice });
    store.saved.push({ at: store.now, who: line.who, chat: line.room, says: line.text, hears: answer.replies.filter((one) => one.room === line.key).map((one) => one.content) });
    const said = answer.msgid;
    store.lastSaid = said;
    return answer;
  } catch (error) {
    giveBack(line);
    throw error;
  } finally {
    store.onTheWay = store.onTheWay.filter((one) => one !== line);
  }
}

export function listenToComposer(actions) {
  const speak = (event) => {
    event.preventDefault();
    const text = $("text").value;
    if (!text.trim() && !carried) return;
    const line = { who: store.me, room: store.room, key: keyOf(store.room), text: carried?.kind === "file" ? "" : text, carried, quote: store.quote, voice: $("voice").checked };
    store.onTheWay.push(line);
    $("text").value = line.carried?.kind === "file" ? text : "";
    keepDraft($("text").value);
    $("voice").checked = false;
    $("extras").open = false;
    store.quote = null;
    carry(null);
    actions.send(line);
  };
  $("composer").addEventListener("submit", speak);
  $("text").addEventListener("input", () => keepDraft($("text").value));
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) speak(event);
    if (event.key === "Escape") document.querySelector("#log .look[tabindex='0']")?.focus();
  });
  $("picture").addEventListener("change", () => carry($("picture").files[0] || null));
  $("file").addEventListener("change", () => carry($("file").files[0] || null, "file"));
  $("voice").addEventListener("change", () => say($("voice").checked ? "下一句当作语音发出，平台会把它转成文字。" : ""));
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.code !== "Slash" || event.ctrlKey || event.metaKey || event.altKey || writing || $("viewer").open) return;
    event.preventDefault();
    actions.toComposer();
  });
}
