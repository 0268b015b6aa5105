// Has the worker keep some pages for readers who lose their connection (worker.js), once the page is there.
const begin = async () => {
  const { active } = await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).then(
    () => navigator.serviceWorker.ready,
  );
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has none
  if (!navigator.connection?.saveData) active.postMessage("gather");
};

if ("serviceWorker" in navigator) {
  const wait = () => (window.requestIdleCallback ?? setTimeout)(() => begin().catch(() => {})); // storage is switched off
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}
