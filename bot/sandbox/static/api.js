// The control interface; an error becomes a sentence.

async function ask(path, options) {
  let response;
  try {
    response = await fetch(`/sandbox/api/${path}`, options);
  } catch {
    throw new Error("连不上沙盒，看看程序是不是还开着");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error || `沙盒没有办成（${response.status}）`);
  return answer;
}

export const get = (path, query = {}) => ask(`${path}?${new URLSearchParams(query)}`);

export const post = (path, body) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
