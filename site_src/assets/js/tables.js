// Sorts tables, filters them as one types, puts columns away; what was chosen is kept in the
// address, so that a view can be shared. Without it, tables are whole and in their own order.
(() => {
  "use strict";

  const collator = new Intl.Collator("vi", { numeric: true });
  const params = new URLSearchParams(location.search);

  const remember = (changes) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value) params.set(name, value);
      else params.delete(name);
    }
    // A page opened from a disk has no address that may change.
    if (location.protocol === "file:") return;
    const query = params.toString().replaceAll("%2C", ",");
    history.replaceState(null, "", location.pathname + (query && `?${query}`) + location.hash);
  };

  const listed = (name) => (params.get(name) ?? "").split(",").filter(Boolean);

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

  // The second table of a page has "sort2" and "dir2" in the address.
  const makeSortable = (table, number) => {
    const [sort, dir] = ["sort", "dir"].map((name) => name + (number ? number + 1 : ""));
    const headers = [...table.tHead.rows[0].cells];
    table.ownOrder = [...table.tBodies[0].rows];
    headers.forEach((header, column) => {
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
        remember({ [sort]: String(column), [dir]: direction });
      });
    });
    table.classList.add("sortable");
    const column = Number.parseInt(params.get(sort), 10);
    if (column >= 0 && column < headers.length) {
      sortRows(table, column, params.get(dir) === "descending" ? "descending" : "ascending");
    }
  };

  const makeFilterable = (table, form) => {
    const { fold } = window.nhatthehoaSearch;
    const { q, known } = form.elements;
    const output = form.querySelector("output");
    let rows;
    const apply = () => {
      rows ??= [...table.tBodies[0].rows].map((row) => [
        ` ${fold([...row.cells].slice(0, 3).map((cell) => cell.textContent).join(" "))}`,
        row,
      ]);
      const words = fold(q.value).split(" ").filter(Boolean);
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
    // The page says of itself that all are shown, and folding all names takes a phone a while.
    if (q.value || known.checked) apply();
    const update = () => {
      apply();
      remember({ q: q.value.trim(), known: known.checked ? "1" : "" });
    };
    for (const field of [q, known]) field.addEventListener("input", update);
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  const makeColumns = (table, form) => {
    const boxes = [...form.querySelectorAll("[name=column]")];
    const apply = () => {
      for (const box of boxes) table.classList.toggle(`hide-${box.value}`, !box.checked);
    };
    const hidden = listed("hide");
    for (const box of boxes) {
      box.checked = !hidden.includes(box.value);
      box.addEventListener("input", () => {
        apply();
        const away = boxes.filter((one) => !one.checked).map((one) => one.value);
        remember({ hide: away.join(",") });
      });
    }
    apply();
  };

  // A box in each row that can be compared, and a link to what was ticked, side by side.
  const makePicks = (table, form) => {
    const said = form.querySelector(".picked");
    const [words, link] = said.children;
    const most = Number(said.dataset.most);
    const base = link.getAttribute("href");
    const none = words.textContent;
    const boxes = [];
    let picked = listed("units");
    const apply = () => {
      for (const box of boxes) box.disabled = !box.checked && picked.length >= most;
      link.hidden = !picked.length;
      link.href = `${base}?units=${picked.join(",")}`;
      const { some } = said.dataset;
      const text = some.replace("{count}", picked.length).replace("{most}", most);
      words.textContent = picked.length ? text : none;
    };
    for (const row of table.querySelectorAll("[data-unit]")) {
      const { unit } = row.dataset;
      const box = document.createElement("input");
      box.type = "checkbox";
      box.className = "pick";
      box.checked = picked.includes(unit);
      const name = row.cells[0].textContent;
      box.setAttribute("aria-label", said.dataset.pick.replace("{name}", () => name));
      box.addEventListener("input", () => {
        picked = box.checked ? [...picked, unit] : picked.filter((one) => one !== unit);
        apply();
        remember({ units: picked.join(",") });
      });
      row.cells[0].prepend(box);
      boxes.push(box);
    }
    const known = new Set([...table.querySelectorAll("[data-unit]")].map((r) => r.dataset.unit));
    picked = picked.filter((unit) => known.has(unit)).slice(0, most);
    apply();
  };

  // Rows that may not be asked for are not shown first, to be taken away again (site.css).
  const { classList } = document.documentElement;
  if (location.search) classList.add("asked");

  addEventListener("DOMContentLoaded", () => {
    const tables = document.querySelectorAll("table[data-filter], table[data-sortable]");
    tables.forEach((table, number) => {
      makeSortable(table, number);
      const form = table.dataset.filter && document.getElementById(table.dataset.filter);
      if (!form) return;
      makeFilterable(table, form);
      makeColumns(table, form);
      makePicks(table, form);
      form.hidden = false;
    });
    classList.remove("asked");
  });
})();
