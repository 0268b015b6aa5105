// The focal point of a picture, set by a click on it or with the arrow keys, and how crops look with it.
const STEP = 0.01; // of the picture's width or height, for a press of a key
const LARGE_STEP = 0.1; // with Shift
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const frame = document.querySelector("[data-focal-point]");
const across = document.querySelector("[name=focal_x]");
const down = document.querySelector("[name=focal_y]");
const crops = document.querySelectorAll("[data-crops] img");

const inside = (value) => Math.min(1, Math.max(0, value));

function show() {
  frame.style.setProperty("--focal-x", `${across.value * 100}%`);
  frame.style.setProperty("--focal-y", `${down.value * 100}%`);
  for (const crop of crops) crop.style.objectPosition = positionIn(crop);
}

// Pages align the point with the same point of the frame; the card of a link has it in the middle, as far as there is.
function positionIn(crop) {
  const point = [Number(across.value), Number(down.value)];
  if (!crop.matches(".photo-crop-card")) return point.map((value) => `${value * 100}%`).join(" ");
  const box = [crop.clientWidth, crop.clientHeight];
  const whole = ["width", "height"].map((name) => Number(crop.getAttribute(name)));
  const scale = Math.max(box[0] / whole[0], box[1] / whole[1]);
  const seen = box.map((length, axis) => length / (whole[axis] * scale));
  return point.map((value, axis) => `${middle(value, seen[axis]) * 100}%`).join(" ");
}

function middle(value, seen) {
  return seen >= 1 ? 0.5 : inside((value - seen / 2) / (1 - seen));
}

function set(x, y) {
  across.value = inside(x).toFixed(3);
  down.value = inside(y).toFixed(3);
  for (const field of [across, down]) field.dispatchEvent(new Event("change", { bubbles: true }));
  show();
}

if (frame && across && down) {
  document.querySelector("[data-focal-help]").hidden = false;
  frame.tabIndex = 0;
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  });
  frame.addEventListener("keydown", (event) => {
    const direction = KEYS[event.key];
    if (!direction || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? LARGE_STEP : STEP;
    set(Number(across.value) + direction[0] * step, Number(down.value) + direction[1] * step);
  });
  across.addEventListener("input", show);
  down.addEventListener("input", show);
  show();
}
