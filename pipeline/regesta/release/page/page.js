"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  // As it is typed: without accents, vowel points or case, Arabic letters in one of their spellings.
  const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[\p{M}\u0640\u200b-\u200f]/gu, "")
    .replace(/[\u0649\u06cc]/g, "\u064a").replace(/\u06a9/g, "\u0643").replace(/[\u0629\u06be\u06c1\u06c3\u06d5]/g, "\u0647")
    .replace(/\u0671/g, "\u0627").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt() & 15);
  const rows = [...byId("table").tBodies[0].rows];
  const texts = rows.map((row) => plain(row.textContent));
  const [query, type, verification, country] = ["query", "by-type", "by-verification", "by-country"].map(byId);
  const is = (row, cell, choice) => !choice.value || row.cells[cell].textContent === choice.value;
  const filter = () => {
    const words = plain(query.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = words.every((word) => texts[index].includes(word)) && is(row, 2, type) && is(row, 5, verification)
        && (!country.value || row.dataset.c.split(" ").includes(country.value));
      row.hidden = !fits;
      shown += fits;
    });
    byId("status").textContent = `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} events`;
  };
  document.querySelector(".filter").hidden = false;
  for (const control of [query, type, verification, country]) control.addEventListener("input", filter);
  filter();

  const unfold = () => {
    const details = byId(decodeURIComponent(location.hash.slice(1)))?.closest("details");
    if (details) details.open = true;
  };
  addEventListener("hashchange", unfold);
  unfold();

  const citation = byId("citation");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(citation);
    try {
      await navigator.clipboard.writeText(citation.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected";
    }
  });
  citation.after(button);
})();
