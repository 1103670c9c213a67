// Lets a child see the words being typed; the box appears only where this file runs. A field that is open without it
// (words typed for the first time, once) is covered here, because here it can be uncovered.

document.querySelectorAll("[data-show-words]").forEach((box) => {
  const field = document.getElementById(box.dataset.showWords);
  const tick = box.querySelector("input");
  if (!field || !tick) return;
  const cover = () => {
    field.type = tick.checked ? "text" : "password";
  };
  box.hidden = false;
  cover();
  tick.addEventListener("change", cover);
});
