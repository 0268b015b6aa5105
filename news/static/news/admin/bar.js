// How high the bar of steps is, for what has to stay above it (article-form.css): on a phone its buttons stand in rows.

const bar = document.querySelector("#article_form .newsroom-steps");
const root = document.documentElement;

if (bar) new ResizeObserver(() => root.style.setProperty("--steps-height", `${bar.offsetHeight}px`)).observe(bar);
