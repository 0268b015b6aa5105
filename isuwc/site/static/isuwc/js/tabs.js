// Begins a row of tabs at the current one, where the browser knows no scroll-initial-target.
if (!CSS.supports("scroll-initial-target", "nearest")) {
  for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
    const row = tab.closest(".tabs");
    row.scrollLeft = tab.getBoundingClientRect().left - row.getBoundingClientRect().left
      - parseFloat(getComputedStyle(row).scrollPaddingInlineStart);
  }
}
