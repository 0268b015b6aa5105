// Served as /sw.js, below the line that says which release it is. It keeps the programme of the event that is on, next or
// last, standings, and where to watch, for readers without a connection. Never a story, so that nothing is shown that was
// withdrawn, and nothing that was made for somebody who is signed in.
const PAGES = `isuwc-pages-${RELEASE}`;
const FILES = `isuwc-files-${RELEASE}`;
const [MOST_PAGES, MOST_FILES] = [30, 80];
const PATIENCE = 4000; // ms for which a page that is kept waits for the site
const FRESH = 600_000; // ms for which nothing is fetched ahead again
const OFFLINE = "/offline/";
const KEPT = [/^\/events\/[\w-]+\/[\w-]+\/$/, /^\/standings\/(?:[\w-]+\/){0,3}$/, /^\/where-to-watch\/(?:[a-z]{3}\/)?$/];
const LEFT_ALONE = /^\/(?:admin|embed|media|news\/preview|q)\//;
const FILE = /^\/static\/isuwc\/(?:css|fonts|js)\//;

const isKept = (path) => KEPT.some((kind) => kind.test(path));
// Not what was made for one reader: it says private, no-store, or nothing
const isForAll = (answer) => /\bpublic\b/.test(answer.headers.get("Cache-Control") ?? "");
const isPage = (answer) => answer.headers.get("Content-Type")?.startsWith("text/html");

const put = async (name, address, answer, most) => {
  const cache = await caches.open(name);
  await cache.put(address, answer);
  const keys = (await cache.keys()).filter((key) => new URL(key.url).pathname !== OFFLINE); // the oldest first
  for (const key of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(key);
};

// Without what may be withdrawn, and with when that was.
const remember = async (address, answer) => {
  if (answer.status === 404 || answer.status === 410) await (await caches.open(PAGES)).delete(address);
  if (answer.status !== 200 || answer.redirected || !isPage(answer) || !isForAll(answer)) return "";
  const html = (await answer.text()).replace(/<!--online-->[\s\S]*?<!--\/online-->/g, "");
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "ETag"]) headers.delete(name);
  headers.set("X-Kept-At", String(Date.now()));
  await put(PAGES, address, new Response(html, { headers }), MOST_PAGES);
  return html;
};

const keepFile = async (address) => {
  if (await (await caches.open(FILES)).match(address)) return;
  const answer = await fetch(address, { credentials: "omit" });
  if (!answer.ok) return;
  const words = address.endsWith(".js") ? await answer.clone().text() : "";
  await put(FILES, address, answer, MOST_FILES);
  for (const [, name] of words.matchAll(/\bfrom "(\.\/[^"]+)"/g)) await keepFile(new URL(name, address).href);
};

// As everybody gets it, with its styles and scripts.
const fetchAhead = async (path) => {
  const address = new URL(path, location.origin).href;
  const html = await remember(address, await fetch(address, { credentials: "omit", cache: "no-cache" }));
  for (const [, file] of html.matchAll(/(?:href|src)="(\/static\/isuwc\/(?:css|fonts|js)\/[^"]+)"/g)) {
    await keepFile(new URL(file, address).href);
  }
};

const keptAt = (kept) => Number(kept.headers.get("X-Kept-At"));

const gather = async () => {
  const cache = await caches.open(PAGES);
  const answer = await fetch("/offline/pages.json", { credentials: "omit" });
  if (!answer.ok) return;
  const { pages } = await answer.json();
  for (const path of pages) {
    const kept = await cache.match(new URL(path, location.origin).href);
    if (!kept || Date.now() - keptAt(kept) > FRESH) await fetchAhead(path);
  }
};

const moment = (at) =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "short", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit",
  }).format(at);

const why = () => (navigator.onLine ? "The site does not answer." : "You are offline.");

const aged = async (kept) => {
  const said = `<p class="notice caution" role="status" data-kept-at="${keptAt(kept)}">${why()} This page is as of ${moment(keptAt(kept))}.</p>`;
  const html = (await kept.text()).replace(/<main\b[^>]*>/, (opening) => opening + said);
  return new Response(html, { headers: kept.headers });
};

const line = async (cache, request) => {
  const kept = await cache.match(request);
  const title = (await kept.text()).match(/<title>\s*([^<·]*)/)?.[1].trim();
  const href = request.url.slice(location.origin.length).replaceAll("&", "&amp;");
  return `<li><a href="${href}">${title}</a> as of ${moment(keptAt(kept))}</li>`;
};

const offlinePage = async () => {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(new URL(OFFLINE, location.origin).href);
  if (!kept) return Response.error();
  const others = (await cache.keys()).filter((request) => isKept(new URL(request.url).pathname));
  const lines = await Promise.all(others.toReversed().map((request) => line(cache, request)));
  const html = (await kept.text()).replace("<!--kept-->", lines.join(""));
  return new Response(html, { status: 503, headers: kept.headers });
};

const inTime = (answer) => {
  const late = new Promise((_, reject) => {
    setTimeout(reject, PATIENCE, new Error("late"));
  });
  return Promise.race([answer, late]);
};

const ask = async (event) => (await event.preloadResponse) ?? fetch(event.request);

// The site's own answer wherever it comes, whatever it says; what is kept only where none does.
const answerTo = async (event, url) => {
  const network = ask(event);
  const keeps = isKept(url.pathname);
  const address = url.href.split("#")[0];
  if (keeps) event.waitUntil(network.then((answer) => remember(address, answer.clone())).catch(() => ""));
  const kept = keeps ? await (await caches.open(PAGES)).match(address) : undefined;
  try {
    return await (kept ? inTime(network) : network);
  } catch {
    return kept ? aged(kept) : offlinePage();
  }
};

// Their names change with what is in them, and the browser keeps them by itself.
const file = async (event) => {
  try {
    return await fetch(event.request);
  } catch (error) {
    const kept = await caches.match(event.request.url);
    if (kept) return kept;
    throw error;
  }
};

addEventListener("install", (event) => {
  const begin = async () => {
    await fetchAhead(OFFLINE);
    const kept = await (await caches.open(PAGES)).match(new URL(OFFLINE, location.origin).href);
    if (!kept) throw new Error("The offline page did not come."); // the browser tries again on the next page
    await skipWaiting();
  };
  event.waitUntil(begin());
});

addEventListener("activate", (event) => {
  const begin = async () => {
    for (const name of await caches.keys()) {
      if (name.startsWith("isuwc-") && name !== PAGES && name !== FILES) await caches.delete(name);
    }
    await registration.navigationPreload?.enable();
    await clients.claim();
  };
  event.waitUntil(begin());
});

addEventListener("message", (event) => {
  if (event.data === "gather") event.waitUntil(gather().catch(() => ""));
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (!LEFT_ALONE.test(url.pathname)) event.respondWith(answerTo(event, url));
  } else if (FILE.test(url.pathname)) event.respondWith(file(event));
});
