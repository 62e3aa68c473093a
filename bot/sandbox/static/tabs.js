// On a narrow screen one column is seen at a time; the links at the top lead into each, wherever it is.

import { showLeft } from "./people.js";

export function showTab(name) {
  document.body.dataset.tab = name;
  const tools = document.body.dataset.tools === "true";
  for (const one of document.querySelectorAll("[data-show]")) {
    const here = one.dataset.show === name && (name !== "people" || tools === Boolean(one.dataset.first));
    one.setAttribute("aria-current", String(here));
  }
}

for (const one of document.querySelectorAll("[data-show]")) {
  one.addEventListener("click", () => {
    if (one.dataset.first != null) showLeft(one.dataset.first || "people");
    showTab(one.dataset.show);
  });
}
for (const one of document.querySelectorAll(".skip")) {
  one.addEventListener("click", (event) => {
    event.preventDefault();
    showTab(one.dataset.tab);
    document.querySelector(one.getAttribute("href")).focus();
  });
}
