// Served as /sw.js where OFFLINE_PAGES is false: ends the worker that a browser has, with all that it kept.
addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  const end = async () => {
    for (const name of await caches.keys()) if (name.startsWith("isuwc-")) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(end());
});
