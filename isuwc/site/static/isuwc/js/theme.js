// Light or dark: the visitor's choice, else the system's. Runs before the first paint, so that nothing flashes.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage is switched off: the system decides
    }
  };
  let choice = ["light", "dark"].includes(stored()) ? stored() : null;

  const isDark = () => (choice ? choice === "dark" : system.matches);
  const show = () => {
    if (choice) root.dataset.theme = choice;
    else delete root.dataset.theme;
    root.toggleAttribute("data-dark", isDark());
    for (const button of document.querySelectorAll(".theme-toggle")) button.setAttribute("aria-pressed", isDark());
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const own = meta.dataset.for === "dark";
      meta.media = choice ? (own === isDark() ? "all" : "not all") : `(prefers-color-scheme: ${meta.dataset.for})`;
    }
  };

  root.classList.add("js");
  show();
  system.addEventListener("change", show);
  addEventListener("storage", (event) => {
    if (event.key !== "theme") return;
    choice = event.newValue;
    show();
  });
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".theme-toggle")) return;
    choice = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("theme", choice);
    } catch {
      // remembered for this page only
    }
    show();
  });
})();
