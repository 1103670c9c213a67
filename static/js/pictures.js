// Four presses in one go instead of one page each; without this file every press is a page of its own.

document.querySelectorAll("form[data-pictures]").forEach((form) => {
  const sofar = form.querySelector("input[name=so_far]");
  const step = form.querySelector("[data-pictures-step]");
  const slots = form.querySelectorAll("[data-pictures-slot]");
  if (!sofar || !step) return;

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=picture]");
    if (!button) return;
    const chosen = sofar.value.split(" ").filter(Boolean);
    if (chosen.length >= 3) return; // the fourth press sends the form
    event.preventDefault();
    chosen.push(button.value);
    sofar.value = chosen.join(" ");
    const slot = slots[chosen.length - 1];
    slot.classList.add("pictures__slot--full");
    if (form.dataset.pictures === "show") slot.appendChild(button.querySelector("svg").cloneNode(true));
    step.textContent = step.dataset.words.replace("%s", chosen.length + 1);
  });
});
