// A button that prints; where this file does not run, the browser's own menu does it.

document.querySelectorAll("[data-print]").forEach((place) => {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => window.print());
});
