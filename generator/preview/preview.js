// In the preview only: reloads the page after a good build, shows the problems of a bad one.
new EventSource("/-/builds").onmessage = (event) => {
  const problems = JSON.parse(event.data);
  if (problems === "") {
    location.reload();
    return;
  }
  let box = document.getElementById("preview-problems");
  if (!box) {
    box = document.createElement("pre");
    box.id = "preview-problems";
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "50vh", overflow: "auto", margin: "0",
      padding: "1rem", background: "#7a1010", color: "#fff", zIndex: "9999",
      whiteSpace: "pre-wrap",
    });
    document.body.append(box);
  }
  box.textContent = problems;
};
