// What is around every page: light or dark, the title in the bar, the place in the contents list.
// It stands in for the theme's own script, which lays out the whole page several times as it opens.
(() => {
  "use strict";

  const KEPT = "nhatthehoa.scheme";
  const BAR = 48; // pixels; to measure it would have the page laid out once more
  const switches = document.querySelector(".schemes");
  const title = document.querySelector("[data-md-component=header-title]");
  const heading = document.querySelector("h1");

  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme;
  }

  // A browser that keeps nothing for a page throws; the choice then holds for this page.
  function keep(scheme) {
    try {
      localStorage.setItem(KEPT, scheme);
    } catch (error) {
      console.info(error.message);
    }
  }

  for (const button of switches.children) {
    const other = button.nextElementSibling ?? switches.firstElementChild;
    button.addEventListener("click", () => {
      show(other.dataset.leave);
      keep(other.dataset.leave);
      other.focus();
    });
  }

  // The bar says which page it is once its heading has gone.
  if (title && heading) {
    const seen = (entries) => {
      const { isIntersecting, boundingClientRect } = entries.at(-1);
      const gone = !isIntersecting && boundingClientRect.top < BAR;
      title.classList.toggle("md-header__title--active", gone);
    };
    new IntersectionObserver(seen, { rootMargin: `-${BAR}px 0px 0px` }).observe(heading);
  }

  // The entry of the last heading that has come up to the top of the window; where the page ends,
  // of the last heading in it.
  const places = [...document.querySelectorAll(".md-sidebar--secondary a")].flatMap((link) => {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return place ? [{ link, place }] : [];
  });
  let marked = null;
  let waiting = false;

  function mark() {
    waiting = false;
    const { scrollHeight } = document.documentElement;
    const left = scrollHeight - innerHeight - scrollY;
    const line = left > innerHeight / 8 ? innerHeight / 4 : innerHeight;
    const here = places.findLast(({ place }) => place.getBoundingClientRect().top < line)?.link;
    if (here === marked) return;
    marked?.classList.remove("md-nav__link--active");
    here?.classList.add("md-nav__link--active");
    marked = here;
  }

  const later = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  if (places.length) addEventListener("scroll", later, { passive: true });
})();
