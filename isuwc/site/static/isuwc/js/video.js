// Loads a video when it is asked for; before that nothing is fetched from YouTube.
// <div class="video night"><a class="video-play" href="https://www.youtube.com/watch?v=…" data-video="…">Title</a></div>
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-video]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = `https://www.youtube-nocookie.com/embed/${encodeURIComponent(link.dataset.video)}?autoplay=1`;
  frame.title = link.dataset.title || link.textContent.trim();
  frame.allow = "autoplay; encrypted-media; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  link.parentElement.replaceChildren(frame);
  frame.focus();
});
