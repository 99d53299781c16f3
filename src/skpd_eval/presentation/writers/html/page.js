const language = document.documentElement.lang;
const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** Order the rows of a table by one column; unknown values stay last either way. */
function sort(head) {
  const table = head.closest("table"), body = table.tBodies[0];
  const place = [...head.parentNode.children].indexOf(head);
  const words = head.dataset.kind === "words";
  const descending = head.ariaSort === "none" ? !words : head.ariaSort === "ascending";
  const known = (row) => (words ? row.cells[place].textContent : row.cells[place].dataset.value) ?? "";
  const compare = (one, other) => words ? collator.compare(one, other) : Number(one) - Number(other);
  const rows = [...body.rows].map((row) => [known(row), row]);
  rows.sort(([one], [other]) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    return descending ? compare(other, one) : compare(one, other);
  });
  for (const other of all("[aria-sort]", table)) other.ariaSort = "none";
  head.ariaSort = descending ? "descending" : "ascending";
  body.append(...rows.map(([, row]) => row));
}

/** Show the rows of every table that hold all words typed; folded parts open where something is found. */
function search(field, told) {
  const words = field.value.toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of all("table.listed > tbody > tr")) {
    const agency = row.closest(".agency")?.querySelector("summary").textContent ?? "";
    const text = (row.textContent + " " + agency).toLocaleLowerCase(language);
    row.hidden = !words.every((word) => text.includes(word));
    found += row.hidden ? 0 : 1;
  }
  for (const agency of all(".agency")) {
    agency.hidden = words.length > 0 && !agency.querySelector("table.listed > tbody > tr:not([hidden])");
  }
  told.value = words.length ? told.dataset.found.replace("{count}", found.toLocaleString(language)) : "";
}

/** Open whatever the address points into, and mark the lines of the activity that was followed. */
function open() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  target.scrollIntoView();
}

function follow(link) {
  const row = link.closest("tr[data-of]");
  if (!row) return;
  for (const other of all("tr.meant")) other.classList.remove("meant");
  const meant = all(".lines tr[data-of]", row.closest(".agency")).filter((line) => line.dataset.of === row.dataset.of);
  for (const line of meant) line.classList.add("meant");
  if (meant.length) setTimeout(() => meant[0].scrollIntoView({ block: "center" }));
}

const field = document.getElementById("cari"), told = document.getElementById("ditemukan");
field.parentNode.hidden = false;
field.addEventListener("input", () => search(field, told));
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { field.value = ""; search(field, told); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input")) { event.preventDefault(); field.focus(); }
});
document.addEventListener("click", (event) => {
  const head = event.target.closest("th[aria-sort]"), fold = event.target.closest(".folds"), link = event.target.closest("td a");
  if (head && event.target.closest("button")) sort(head);
  if (fold) fold.ariaPressed = String(fold.ariaPressed !== "true");
  if (link) { open(); follow(link); setTimeout(open); setTimeout(() => follow(link)); }
});
addEventListener("hashchange", open);
open();
