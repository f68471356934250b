"use strict";
(() => {
  const form = document.getElementById("filters");
  const find = document.getElementById("find");
  const shown = document.getElementById("shown");
  const unfold = document.getElementById("unfold");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const items = [...document.querySelectorAll("[data-sides]")].map((element) => ({
    element,
    level: element.dataset.level,
    sides: element.dataset.sides.split(" ").filter(Boolean).map((side) => side.split(":")),
    text: element.textContent.toLowerCase(),
  }));
  const rows = [...document.querySelectorAll("details.row")];

  const chosen = (name) => new Set(boxes.filter((box) => box.name === name && box.checked).map((box) => box.value));

  function apply() {
    const [regions, actions, levels] = ["region", "action", "level"].map(chosen);
    const wanted = find.value.trim().toLowerCase();
    let count = 0;
    for (const { element, level, sides, text } of items) {
      // What is in no Region (a finding about the review itself) passes every Region and action.
      const here = !sides.length || sides.some(([region, action]) => regions.has(region) && actions.has(action));
      const passes = here && levels.has(level) && text.includes(wanted);
      element.hidden = !passes;
      count += passes;
    }
    for (const topic of document.querySelectorAll(".topic")) {
      topic.hidden = !topic.querySelector("[data-sides]:not([hidden])");
    }
    for (const section of document.querySelectorAll("[data-filtered]")) {
      const none = section.querySelector(".none");
      const sides = [...section.querySelectorAll("[data-sides]")];
      none.hidden = !sides.length || sides.some((side) => !side.hidden);
    }
    shown.textContent = `${count} of ${items.length} shown`;
  }

  function setFolds(open) {
    for (const row of rows) row.open = open;
    unfold.setAttribute("aria-expanded", String(open));
    unfold.textContent = open ? "Fold all" : "Unfold all";
  }

  function openTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (!target || !target.matches("details.row")) return;
    target.open = true;
    target.hidden = false;
    target.scrollIntoView({ block: "start" });
    target.querySelector("summary").focus({ preventScroll: true });
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", () => {
    for (const box of boxes) box.checked = true;
    find.value = "";
    apply();
  });
  unfold.addEventListener("click", () => setFolds(unfold.getAttribute("aria-expanded") !== "true"));
  window.addEventListener("hashchange", openTarget);
  window.addEventListener("beforeprint", () => setFolds(true));
  form.hidden = !items.length;
  apply();
  openTarget();
})();
