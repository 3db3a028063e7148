// The page of comparisons: districts chosen in its form are set side by side, and kept in
// the address. What is shown of a district is drawn where the site is made, and loaded as
// a script (generator/render/comparison_files.py), which works from a disk, too.
(() => {
  "use strict";

  const form = document.getElementById("choose");
  const place = document.getElementById("comparison");
  if (!form || !place) return;

  const FOLDER = new URL("compare/", form.action);
  const most = Number(place.dataset.most);
  const section = document.getElementById("comparison-section");
  const said = form.querySelector("[role=status]");
  const boxes = new Map([...form.querySelectorAll("[name=units]")].map((box) => [box.value, box]));
  const locale = document.querySelector("[property='og:locale']").content.replace("_", "-");
  const languageList = new Intl.ListFormat(locale);
  let chosen = asked();

  // "?units=d-196,d-178"
  function asked() {
    const units = (new URLSearchParams(location.search).get("units") ?? "").split(",");
    return [...new Set(units)].filter((unit) => boxes.has(unit)).slice(0, most);
  }

  const nameOf = (unit) => boxes.get(unit).dataset.name; // as within a sentence

  function load(unit) {
    if (window.nhatthehoaCompared?.[unit]) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${unit}.js`, FOLDER).href;
      script.onload = resolve;
      script.onerror = () => {
        script.remove();
        reject(new Error(`cannot load ${script.src}`));
      };
      document.head.append(script);
    });
  }

  function mark() {
    for (const [unit, box] of boxes) {
      box.checked = chosen.includes(unit);
      box.disabled = !box.checked && chosen.length >= most;
    }
  }

  function say() {
    const { none, some, most: full } = said.dataset;
    const text = chosen.length >= most ? full : chosen.length ? some : none;
    said.textContent = text.replace("{names}", () => languageList.format(chosen.map(nameOf)));
  }

  function remember() {
    // A page opened from a disk has no address that may change.
    if (location.protocol === "file:") return;
    const query = chosen.length ? `?units=${chosen.join(",")}` : "";
    history.replaceState(null, "", location.pathname + query + location.hash);
  }

  function element(name, ...children) {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  }

  // One district in a section: its name, and what is known of the indicator there.
  function cell({ name, within, url, panels }, indicator) {
    const link = element("a", name);
    link.href = new URL(url, form.action).href;
    const made = element("div", element("h3", link, element("small", within)));
    made.className = "multiple";
    const body = element("div");
    body.className = "chart";
    if (panels[indicator]) body.innerHTML = panels[indicator].html;
    else body.append(element("p", place.dataset.none));
    made.append(body);
    return made;
  }

  // Whether the latest figures are of one time: what is not, is not for comparing.
  function times(units, indicator) {
    const dated = units
      .map(({ id, panels }) => [nameOf(id), panels[indicator]?.years])
      .filter(([, years]) => years);
    if (dated.length < 2) return "";
    if (new Set(dated.map(([, years]) => years)).size === 1) {
      return place.dataset.same.replace("{years}", () => dated[0][1]);
    }
    const list = dated.map(([name, years]) => `${name}: ${years}`).join("; ");
    return place.dataset.differ.replace("{list}", () => list);
  }

  function sectionOf(units, indicator) {
    const made = section.content.cloneNode(true);
    const { name } = units.map(({ panels }) => panels[indicator]).find(Boolean);
    made.querySelector("h2").textContent = name;
    made.querySelector("caption").textContent = name;
    made.querySelector(".note").textContent = times(units, indicator);
    made.querySelector(".multiples").append(...units.map((unit) => cell(unit, indicator)));
    const rows = units.map(({ panels }) => panels[indicator]?.rows ?? "");
    made.querySelector("tbody").innerHTML = rows.join("");
    return made;
  }

  // What is known of one of several districts alone, which cannot be compared.
  function alone(units, indicators) {
    const list = indicators.map((indicator) => {
      const unit = units.find(({ panels }) => panels[indicator]);
      return `${unit.panels[indicator].name} (${nameOf(unit.id)})`;
    });
    if (!list.length) return [];
    return [element("p", place.dataset.alone.replace("{list}", () => list.join("; ")))];
  }

  function show() {
    const units = chosen.map((id) => ({ id, ...window.nhatthehoaCompared[id] }));
    const order = place.dataset.order.split(" ");
    const known = (indicator) => units.filter(({ panels }) => panels[indicator]).length;
    const shared = order.filter((indicator) => known(indicator) >= Math.min(2, units.length));
    const single = order.filter((indicator) => known(indicator) === 1 && units.length > 1);
    const sections = units.length ? shared.map((indicator) => sectionOf(units, indicator)) : [];
    place.replaceChildren(...sections, ...alone(units, single));
    window.nhatthehoaCharts.attach(place);
  }

  async function update() {
    place.classList.toggle("comparing", chosen.length > 0);
    mark();
    remember();
    const wanted = chosen;
    said.textContent = said.dataset.loading;
    try {
      await Promise.all(wanted.map(load));
    } catch {
      said.textContent = said.dataset.failed;
      return;
    }
    if (wanted !== chosen) return; // another one was chosen in the meantime
    show();
    say();
  }

  function makeFilter() {
    const label = form.querySelector(".choose-q");
    const { fold } = window.nhatthehoaSearch;
    const groups = [...form.querySelectorAll("fieldset")].map((group) => ({
      group,
      name: ` ${fold(group.querySelector("legend").textContent)}`,
      labels: [...group.querySelectorAll("label")].map((l) => [l, ` ${fold(l.textContent)}`]),
    }));
    label.querySelector("input").addEventListener("input", ({ target }) => {
      const words = fold(target.value).split(" ").filter(Boolean);
      for (const { group, name, labels } of groups) {
        for (const [one, text] of labels) {
          one.hidden = !words.every((word) => `${text} ${name}`.includes(` ${word}`));
        }
        group.hidden = labels.every(([one]) => one.hidden);
      }
    });
  }

  form.addEventListener("change", ({ target }) => {
    if (target.name !== "units") return;
    chosen = target.checked
      ? [...chosen, target.value]
      : chosen.filter((unit) => unit !== target.value);
    update();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  makeFilter();
  if (chosen.length) {
    form.querySelector("details").open = false;
    update();
  } else {
    say();
  }
})();
