// Ratings given while the machine with the data is away: kept in this browser, sent when it is
// back, in order, each with the moment it was given. The machine takes the same entry once only,
// so an answer that got lost on the way does no harm. Nothing else is ever kept here.
const box = document.getElementById("waiting");
const words = box?.dataset ?? {};
const home = document.body.dataset.home ?? "";
const able = isSecureContext && "indexedDB" in window && "locks" in navigator;
const AWAY_MS = 8000; // longer than a busy machine takes, shorter than a tired person waits
const AGAIN_MS = 30000;
// Asked to log in, to wait, or another home answers here now: the entry itself is fine.
const NOT_NOW = [401, 403, 408, 421, 429];

const filled = (sentence, slots) => sentence.replace(/\{(\w+)\}/g, (_, name) => slots[name]);
const counted = (name, count) => (count === 1 ? words[`${name}One`] : filled(words[name], { count }));
const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function kept(mode, work) {
  const opening = indexedDB.open("kneewise", 1);
  opening.onupgradeneeded = () =>
    opening.result.createObjectStore("ratings", { keyPath: "id", autoIncrement: true });
  const database = await promised(opening);
  try {
    return await promised(work(database.transaction("ratings", mode).objectStore("ratings")));
  } finally {
    database.close();
  }
}
// Another home may be served at the same address later (a demo): its diary is not the place.
const mine = async () => (await kept("readonly", (store) => store.getAll())).filter((one) => one.home === home);

async function send(entry) {
  let response;
  try {
    response = await fetch(entry.action, {
      method: "POST",
      body: new URLSearchParams([...entry.fields, ["at", entry.at], ["home", entry.home]]),
      headers: { Accept: "application/json" },
      redirect: "manual",
      signal: AbortSignal.timeout(AWAY_MS),
    });
  } catch {
    return { state: "away" };
  }
  const json = response.headers.get("content-type")?.startsWith("application/json");
  if (response.ok && json) return { state: "sent" };
  if (response.status < 400 || response.status >= 500 || NOT_NOW.includes(response.status)) return { state: "away" };
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { state: "refused", why: page.querySelector("main .lead")?.textContent ?? response.status };
}

// Sends what waits, the oldest first; whether nothing is left to be sent.
const flush = () =>
  navigator.locks.request("kneewise-ratings", async () => {
    let sent = 0;
    let done = true;
    for (const entry of (await mine()).filter((one) => !one.refused)) {
      const { state, why } = await send(entry);
      if (state === "away") { done = false; break; }
      if (state === "sent") { sent += 1; await kept("readwrite", (store) => store.delete(entry.id)); }
      else await kept("readwrite", (store) => store.put({ ...entry, refused: why }));
    }
    await show(sent ? counted("sent", sent) : "");
    return done;
  });

let again;
async function show(first = "") {
  const entries = able ? await mine() : [];
  const waiting = entries.filter((one) => !one.refused);
  const lines = [first, waiting.length ? counted("waits", waiting.length) : ""].filter(Boolean).map(paragraph);
  box.replaceChildren(...lines, ...entries.filter((one) => one.refused).map(refused));
  box.className = box.childElementCount ? "said" : "";
  clearTimeout(again);
  if (waiting.length) again = setTimeout(() => flush(), AGAIN_MS);
}

function paragraph(text) {
  const line = document.createElement("p");
  line.textContent = text;
  return line;
}

function refused(entry) {
  const when = new Date(entry.at).toLocaleString(document.documentElement.lang);
  const line = paragraph(filled(words.refused, { when, why: entry.refused }));
  const button = document.createElement("button");
  button.className = "second";
  button.textContent = words.remove;
  button.addEventListener("click", async () => {
    await kept("readwrite", (store) => store.delete(entry.id));
    await show();
  });
  line.append(" ", button);
  return line;
}

function see(path) {
  const target = new URL(path, location.href);
  const here = target.pathname === location.pathname && target.search === location.search;
  if (!here) return location.assign(target);
  history.replaceState(null, "", target);
  return location.reload();
}

async function say(first) {
  await show(first);
  box.scrollIntoView({ block: "center" });
}

async function rate(entry) {
  const before = able ? await flush() : true;
  const { state, why } = before ? await send(entry) : { state: "away" };
  if (state === "sent") return see(entry.fields.find(([name]) => name === "back")?.[1] ?? "/today");
  if (state === "refused") return say(filled(words.failed, { why }));
  if (!able) return say(words.cannot);
  try {
    await kept("readwrite", (store) => store.add(entry));
  } catch {
    return say(words.cannot);
  }
  return say(words.kept);
}

const busy = new WeakSet();
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.offline !== "rating" || !box) return;
  event.preventDefault();
  if (busy.has(form)) return; // a second tap is the same rating
  busy.add(form);
  const fields = [...new FormData(form, event.submitter)].filter(([, value]) => typeof value === "string");
  const action = new URL(form.action, location.href).pathname;
  await rate({ action, fields, at: new Date().toISOString(), home }).finally(() => busy.delete(form));
});

if (box && able) {
  flush().catch(() => {});
  window.addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
}
for (const note of document.querySelectorAll("[data-insecure]")) note.hidden = able;
