// Sorts tables, and filters them as one types; what was chosen is kept in the address.
// Without it, tables are whole and in their own order.
(() => {
  "use strict";

  const collator = new Intl.Collator("vi", { numeric: true });

  // The same letters whether or not they are typed with accents: "Uông Bí" as "uong bi".
  const fold = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

  const params = new URLSearchParams(location.search);

  const remember = (changes) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    // A page opened from a disk has no address that may change.
    if (location.protocol === "file:") return;
    const query = params.toString();
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
  };

  const valueOf = (cell, numeric) => {
    const text = cell.dataset.v ?? cell.textContent.trim();
    if (!text) return null;
    return numeric ? Number(text) : text;
  };

  // Rows without a value stay last in both directions; rows alike stay in the table's own order.
  const sortRows = (table, column, direction) => {
    const header = table.tHead.rows[0].cells[column];
    const numeric = header.dataset.sort === "number";
    const sign = direction === "descending" ? -1 : 1;
    const keyed = table.ownOrder.map((row) => [valueOf(row.cells[column], numeric), row]);
    keyed.sort(([a], [b]) => {
      if (a === null || b === null) return (a === null) - (b === null);
      return sign * (numeric ? a - b : collator.compare(a, b));
    });
    table.tBodies[0].append(...keyed.map(([, row]) => row));
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", direction);
  };

  const makeSortable = (table) => {
    table.ownOrder = [...table.tBodies[0].rows];
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => {
        const now = header.getAttribute("aria-sort");
        const first = header.dataset.sort === "number" ? "descending" : "ascending";
        const other = first === "ascending" ? "descending" : "ascending";
        const direction = now === first ? other : first;
        sortRows(table, column, direction);
        remember({ sort: String(column), dir: direction });
      });
    });
    table.classList.add("sortable");
    const column = Number.parseInt(params.get("sort"), 10);
    if (column >= 0 && column < table.tHead.rows[0].cells.length) {
      sortRows(table, column, params.get("dir") === "descending" ? "descending" : "ascending");
    }
  };

  const makeFilterable = (table, form) => {
    const { q, known } = form.elements;
    const output = form.querySelector("output");
    const rows = [...table.tBodies[0].rows].map((row) => [
      ` ${fold([...row.cells].slice(0, 3).map((cell) => cell.textContent).join(" "))}`,
      row,
    ]);
    const apply = () => {
      const words = fold(q.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [text, row] of rows) {
        row.hidden =
          (known.checked && !row.classList.contains("known")) ||
          !words.every((word) => text.includes(` ${word}`));
        if (!row.hidden) shown += 1;
      }
      const said = shown ? output.dataset.some : output.dataset.none;
      output.textContent = said.replace("{shown}", shown).replace("{all}", rows.length);
    };
    q.value = params.get("q") ?? "";
    known.checked = params.get("known") === "1";
    form.hidden = false;
    apply();
    form.addEventListener("input", () => {
      apply();
      remember({ q: q.value.trim(), known: known.checked ? "1" : "" });
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  for (const table of document.querySelectorAll("table[data-filter], table[data-sortable]")) {
    makeSortable(table);
    const form = table.dataset.filter && document.getElementById(table.dataset.filter);
    if (form) makeFilterable(table, form);
  }
})();
