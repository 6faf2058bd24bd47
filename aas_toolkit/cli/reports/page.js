"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  const search = document.getElementById("search");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const cards = [...document.querySelectorAll(".card")].map((card) => {
    const section = card.closest("section");
    const file = section.querySelector("h2").textContent;
    return { card, section, text: (file + " " + card.textContent).toLowerCase() };
  });
  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const alive = new Set();
    for (const { card, section, text } of cards) {
      const kind = ["error", "warning", "info"].find((name) => card.classList.contains(name));
      card.hidden = !wanted.has(kind) || !words.every((word) => text.includes(word));
      if (!card.hidden) alive.add(section);
    }
    for (const { section } of cards) section.hidden = !alive.has(section);
    for (const rest of document.querySelectorAll(".rest")) {
      rest.open = words.length > 0;
      rest.hidden = !rest.querySelector(".card:not([hidden])");
    }
    for (const link of document.querySelectorAll(".files a")) {
      link.closest("li").hidden = document.querySelector(link.getAttribute("href")).hidden;
    }
    document.getElementById("none").hidden = alive.size > 0;
  };
  search.addEventListener("input", apply);
  for (const box of boxes) box.addEventListener("change", apply);
})();
