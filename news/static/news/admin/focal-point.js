// A click on the picture sets its focal point.
const frame = document.querySelector("[data-focal-point]");
const across = document.querySelector("[name=focal_x]");
const down = document.querySelector("[name=focal_y]");

function show() {
  frame.style.setProperty("--focal-x", `${across.value * 100}%`);
  frame.style.setProperty("--focal-y", `${down.value * 100}%`);
}

if (frame && across && down) {
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    across.value = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)).toFixed(3);
    down.value = Math.min(1, Math.max(0, (event.clientY - box.top) / box.height)).toFixed(3);
    show();
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  show();
}
