// Says what a mark of a chart stands for: at the pointer, and at the keyboard, where a chart
// is one stop of Tab and the arrows go from mark to mark. Without it, a mark's <title> is
// shown by the browser, and the table below the chart says the same.
//
// nhatthehoaCharts.attach(root) is for charts that come to the page later.
(() => {
  "use strict";

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  // How far a point is from a rectangle.
  const distance = ({ left, right, top, bottom }, x, y) =>
    Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

  const middle = ({ left, right }) => (left + right) / 2;

  function attachTo(plot) {
    const marks = [...plot.querySelectorAll(".v")];
    if (!marks.length) return;
    const reading = document.createElement("div");
    reading.className = "reading";
    reading.setAttribute("aria-hidden", "true"); // a mark's own name says it
    reading.hidden = true;
    plot.append(reading);

    const hide = () => {
      reading.hidden = true;
      for (const mark of marks) mark.classList.remove("at");
    };

    const show = (mark) => {
      hide();
      mark.classList.add("at");
      reading.textContent = mark.getAttribute("aria-label");
      reading.hidden = false;
      const around = plot.getBoundingClientRect();
      const at = mark.getBoundingClientRect();
      const { width, height } = reading.getBoundingClientRect();
      const left = middle(at) - around.left - width / 2;
      const above = at.top - around.top - height - 8;
      reading.style.left = `${Math.max(0, Math.min(left, around.width - width))}px`;
      reading.style.top = `${above < 0 ? at.bottom - around.top + 8 : above}px`;
    };

    const go = (to) => {
      for (const mark of marks) mark.setAttribute("tabindex", mark === to ? "0" : "-1");
      to.focus();
    };

    marks.forEach((mark, i) => {
      const title = mark.querySelector("title");
      mark.setAttribute("aria-label", title.textContent);
      title.remove();
      if (mark.localName !== "a") {
        mark.setAttribute("role", "img");
        mark.setAttribute("tabindex", i ? "-1" : "0");
      }
      mark.addEventListener("focus", () => show(mark));
      mark.addEventListener("blur", hide);
    });

    plot.addEventListener("keydown", (event) => {
      const at = marks.indexOf(document.activeElement);
      if (event.key === "Escape") hide();
      if (at < 0 || marks[at].localName === "a" || !(event.key in STEPS)) return;
      event.preventDefault();
      go(marks[(at + STEPS[event.key] + marks.length) % marks.length]);
    });

    plot.addEventListener("pointermove", ({ clientX, clientY }) => {
      const far = (mark) => distance(mark.getBoundingClientRect(), clientX, clientY);
      const nearest = marks.reduce((one, other) => (far(other) < far(one) ? other : one));
      if (far(nearest) < 24) show(nearest);
      else hide();
    });
    plot.addEventListener("pointerleave", hide);

    // An image has no parts that a screen reader could go to; a group has.
    if (plot.getAttribute("role") === "img") plot.setAttribute("role", "group");
  }

  const attach = (root) => root.querySelectorAll(".plot, .plot-s, .plot-t").forEach(attachTo);

  attach(document);
  window.nhatthehoaCharts = { attach };
})();
