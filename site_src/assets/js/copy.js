// Copies the text above a button, and says so on it. Without it, the text is there to be marked.
(() => {
  "use strict";

  if (!navigator.clipboard) return; // a page sent without encryption may not write there

  for (const button of document.querySelectorAll(".copy-it")) {
    const { textContent: copy } = button;
    button.setAttribute("aria-describedby", button.previousElementSibling.id);
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.previousElementSibling.textContent);
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = copy;
      }, 2000);
    });
    button.hidden = false;
  }
})();
