// Marks every element of the variable that is pointed at.
const picture = document.querySelector("svg");
function mark(variable) {
  picture.classList.toggle("pointing", variable !== undefined);
  for (const element of picture.querySelectorAll("[data-v]")) {
    element.classList.toggle("on", element.dataset.v === variable);
  }
}
picture.addEventListener("pointerover", (event) => mark(event.target.closest("[data-v]")?.dataset.v));
picture.addEventListener("pointerleave", () => mark(undefined));
