// Keeps the shell of the app and the page for when the machine with the data is away: nothing in
// them is anybody's. Every other page holds what a runner told, so it always comes fresh from that
// machine and is never kept.
const KEPT = `kneewise-${VERSION}`;

async function keep() {
  const cache = await caches.open(KEPT);
  await cache.addAll(SHELL);
  const page = await fetch(AWAY, { cache: "reload" });
  if (!page.ok || page.redirected) throw new Error("the page for when the machine is away was not given");
  await cache.put(AWAY, page);
  await self.skipWaiting();
}

self.addEventListener("install", (event) => event.waitUntil(keep()));

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
  } else if (event.request.mode === "navigate") {
    event.respondWith(fetch(event.request).catch(() => caches.match(AWAY)));
  }
});
