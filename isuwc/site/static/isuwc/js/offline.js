// Has the worker keep some pages for readers who lose their connection (worker.js), once the page is there.
const begin = async () => {
  const { active } = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(
    () => navigator.serviceWorker.ready,
  );
  if (navigator.connection?.saveData) return;
  // A release's worker keeps pages of its own, and begins when it takes over from the one before
  navigator.serviceWorker.addEventListener("controllerchange", () => tell(navigator.serviceWorker.controller));
  tell(active);
};

const tell = (worker) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  worker?.postMessage("gather");
};

if ("serviceWorker" in navigator) {
  const wait = () => (window.requestIdleCallback ?? setTimeout)(() => begin().catch(() => {})); // storage is switched off
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}
