// Opens the evidence of the record that the address names. Without it, a click opens it.
(() => {
  "use strict";

  const open = () => {
    const record = document.getElementById(location.hash.slice(1));
    const evidence = record?.querySelector("details.ev");
    if (evidence) evidence.open = true;
  };

  addEventListener("hashchange", open);
  open();
})();
