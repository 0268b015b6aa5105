// Makes the list of races above a standing a slider as well: one step is one race, shown without leaving the page.
const PARTS = ["standing-said", "standing-outlook", "standing-latest", "standing-view"];

let wanted = ""; // an answer that comes after another race was chosen is dropped

async function show(url) {
  wanted = url;
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (url !== wanted) return;
  // What they hold, not they themselves: screen readers listen to the ones that were there
  for (const id of PARTS) document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  document.title = page.title;
  history.replaceState(null, "", url);
}

const addSlider = (form) => {
  const list = form.querySelector("select");
  const options = [...list.options];
  if (options.length < 2) return;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.max = String(options.length - 1);
  slider.value = String(list.selectedIndex);
  slider.setAttribute("aria-label", "Standing after");
  const tell = () => {
    const option = options[slider.value];
    list.selectedIndex = Number(slider.value);
    slider.setAttribute("aria-valuetext", `${option.text}, ${option.parentElement.label}`);
  };
  tell();
  let waiting = 0;
  slider.addEventListener("input", () => {
    tell();
    clearTimeout(waiting);
    const url = `?race=${encodeURIComponent(list.value)}`;
    waiting = setTimeout(() => show(url).catch(() => url === wanted && location.assign(url)), 120);
  });
  form.querySelector("[data-slider]").append(slider);
};

document.querySelectorAll("[data-standing-after]").forEach(addSlider);
document.addEventListener("renewed", (event) => event.target.matches("[data-standing-after]") && addSlider(event.target));
