// Lets a child see the words being typed; the box appears only where this file runs.

document.querySelectorAll("[data-show-words]").forEach((box) => {
  const field = document.getElementById(box.dataset.showWords);
  const tick = box.querySelector("input");
  if (!field || !tick) return;
  box.hidden = false;
  tick.addEventListener("change", () => {
    field.type = tick.checked ? "text" : "password";
  });
});
