// The search box: makes a combobox of every form[data-search]; not for ranking what is found.
//
// `data-search` is the address of the language's index, which is fetched together with
// search-engine.js when a box is first entered. What is found is relative to the folder of
// the form's `action`, the page to which the form leads where this script does not run.
// The words of the page's language are attributes too: data-results (a name for the list),
// data-loading, data-failed, data-none, data-first ({shown}, {total}) and data-count-other
// ({total}), with data-count-one and further categories of plurals where a language has them.
// A form takes from the first of the page what it does not have itself.
//
// The pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
(() => {
  "use strict";

  const LIMIT = 20;
  const ENGINE = new URL("search-engine.js", document.currentScript.src).href;

  function loadScript(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = src;
      script.onload = resolve;
      script.onerror = () => {
        script.remove();
        reject(new Error(`cannot load ${src}`));
      };
      document.head.append(script);
    });
  }

  let loading = null;

  // Resolves to find(); tries again after a failure, such as a moment without a network.
  function engine(indexUrl) {
    loading =
      loading ||
      Promise.all([window.nhatthehoaSearch || loadScript(ENGINE), loadScript(indexUrl)]).then(
        () => window.nhatthehoaSearch.open(window.nhatthehoaSearchIndex),
        (error) => {
          loading = null;
          throw error;
        },
      );
    return loading;
  }

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function attach(form, number, forms) {
    const word = (name) => form.dataset[name] || forms[0].dataset[name];
    const input = form.querySelector("input");
    const id = `search-results-${number}`;
    const status = make("p", { role: "status", class: "search-status" });
    const list = make("div", { role: "listbox", class: "search-list", id });
    const locale = document.documentElement.lang;
    const plurals = new Intl.PluralRules(locale);
    let find = null;
    let active = -1;

    function setUp() {
      const roles = {
        role: "combobox",
        autocomplete: "off",
        "aria-autocomplete": "list",
        "aria-controls": id,
        "aria-expanded": "false",
      };
      for (const [key, value] of Object.entries(roles)) input.setAttribute(key, value);
      list.setAttribute("aria-label", word("results"));
      list.hidden = true;
      form.append(make("div", { class: "search-panel" }, status, list));
      input.addEventListener("focus", prepare);
      input.addEventListener("input", answer);
      input.addEventListener("keydown", onKey);
      input.addEventListener("blur", close);
      // The focus stays in the field, so that the list is still there when the click comes.
      list.addEventListener("mousedown", (event) => event.preventDefault());
      list.addEventListener("click", close);
    }

    function prepare() {
      if (find) return;
      engine(word("search")).then(
        (found) => {
          find = found;
          if (input.value.trim() && document.activeElement === input) answer();
        },
        () => say(word("failed")),
      );
    }

    function answer() {
      if (!input.value.trim()) {
        close();
      } else if (find) {
        show(find(input.value, LIMIT));
      } else {
        say(word("loading"));
        prepare();
      }
    }

    function show({ total, found }) {
      list.replaceChildren(...found.map(option));
      list.hidden = !total;
      list.scrollTop = 0;
      input.setAttribute("aria-expanded", String(total > 0));
      activate(total ? 0 : -1);
      say(count(total, found.length));
    }

    function option({ title, detail, url }, at) {
      const href = new URL(url, new URL(".", form.action)).href;
      const attributes = { role: "option", id: `${id}-${at}`, tabindex: "-1", href };
      const name = make("span", { class: "search-title" }, title);
      const where = make("span", { class: "search-detail" }, detail);
      return make("a", { ...attributes, class: "search-option" }, name, " ", where);
    }

    function count(total, shown) {
      return templateFor(total, shown)
        .replace("{shown}", shown.toLocaleString(locale))
        .replace("{total}", total.toLocaleString(locale));
    }

    function templateFor(total, shown) {
      if (!total) return word("none");
      if (total > shown) return word("first");
      const category = plurals.select(total).replace(/^./, (letter) => letter.toUpperCase());
      return word(`count${category}`) || word("countOther");
    }

    function say(text) {
      status.textContent = text;
    }

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      activate(-1);
      say("");
    }

    function activate(at) {
      active = at;
      Array.from(list.children, (child, i) => child.setAttribute("aria-selected", String(i === at)));
      if (at < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", list.children[at].id);
      }
    }

    function move(step) {
      const { length } = list.children;
      if (list.hidden) {
        answer();
      } else {
        activate((active + step + length) % length);
        list.children[active].scrollIntoView({ block: "nearest" });
      }
    }

    const arrows = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };
    const whileOpen = { Enter: () => list.children[active].click(), Escape: close };

    function onKey(event) {
      const action = arrows[event.key] || (!list.hidden && whileOpen[event.key]);
      if (action && !event.isComposing) {
        event.preventDefault();
        action();
      }
    }

    setUp();
    return input;
  }

  const inputs = [...document.querySelectorAll("form[data-search]")].map(attach);
  const IN_A_FIELD = "input, textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const visible = inputs.find((input) => input.getClientRects().length);
    if (event.key === "/" && isPlain && visible && !event.target.closest(IN_A_FIELD)) {
      event.preventDefault();
      visible.focus();
    }
  });
})();
