// A rating is kept in this browser first and sent then, in order, each with the moment it was
// given: a page that is closed meanwhile, or a machine out of reach, loses none. The machine takes
// the same entry once only, so an answer that got lost on the way does no harm. What was sent is
// deleted here; beside it only the knee that was chosen last is kept, for the page /offline.
const box = document.getElementById("waiting");
const words = box?.dataset ?? {};
const home = document.body.dataset.home ?? "";
const able = isSecureContext && "indexedDB" in window && "locks" in navigator;
const AWAY_MS = 8000; // longer than a busy machine takes, shorter than a tired person waits
const AGAIN_MS = 30000;
const SOON_MS = 500; // what takes longer is shown, wherever the page is scrolled
// Asked to wait, or another home answers here now: the entry itself is fine.
const NOT_NOW = [403, 408, 421, 429];

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
    const going = database.transaction("ratings", mode, { durability: "strict" });
    const whole = new Promise((resolve, reject) => {
      going.oncomplete = resolve;
      going.onabort = () => reject(going.error);
    });
    const [found] = await Promise.all([promised(work(going.objectStore("ratings"))), whole]);
    return found;
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
  const why = page.querySelector("main .lead")?.textContent ?? response.status;
  return { state: response.status === 401 ? "locked" : "refused", why };
}

// Sends what waits, the oldest first; how many were sent, and why it ended.
const sendAll = () =>
  navigator.locks.request("kneewise-ratings", async () => {
    let sent = 0;
    for (const entry of (await mine()).filter((one) => !one.refused)) {
      const { state, why } = await send(entry);
      if (state === "away" || state === "locked") return { sent, state };
      if (state === "sent") { sent += 1; await kept("readwrite", (store) => store.delete(entry.id)); }
      else await kept("readwrite", (store) => store.put({ ...entry, refused: why }));
    }
    return { sent, state: "sent" };
  });

async function flush() {
  const { sent } = await sendAll();
  await show(sent ? counted("sent", sent) : "");
}

// What this page is saving now: the entry by what its form says, so that a second tap is known.
const saving = new Map();

let again;
async function show(first = "") {
  const entries = able ? await mine().catch(() => []) : [];
  const now = [...saving.values()];
  const waiting = entries.filter((one) => !one.refused && !now.some((entry) => entry.at === one.at));
  const said = first || (now.length ? filled(words.saving, now.at(-1)) : "");
  const lines = [said, waiting.length ? counted("waits", waiting.length) : ""].filter(Boolean).map(paragraph);
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

// Kept first; then sent with all that waits before it. How it ended, by what is left of it here.
async function save(entry) {
  let id;
  if (able) {
    try {
      id = await kept("readwrite", (store) => store.add(entry));
    } catch {
      // a private window or a full phone: it is sent all the same
    }
  }
  if (id === undefined) return { ...(await send(entry)), lost: true };
  const { state } = await sendAll();
  const left = (await mine()).find((one) => one.id === id);
  if (!left) return { state: "sent" };
  if (!left.refused) return { state: state === "locked" ? "locked" : "away" };
  await kept("readwrite", (store) => store.delete(id));
  return { state: "refused", why: left.refused };
}

async function rate(entry) {
  const told = JSON.stringify([entry.action, entry.fields]);
  if (saving.has(told)) return say(filled(words.already, entry));
  saving.set(told, entry);
  box.replaceChildren(paragraph(filled(words.saving, entry)));
  box.className = "said";
  const slow = setTimeout(() => box.scrollIntoView({ block: "center" }), SOON_MS);
  const { state, why, lost } = await save(entry).finally(() => {
    clearTimeout(slow);
    saving.delete(told);
  });
  const back = entry.fields.find(([name]) => name === "back")?.[1] ?? "/today";
  if (state === "sent") return saving.size ? show() : see(back);
  if (state === "refused" || (lost && state === "locked")) return say(filled(words.failed, { why }));
  if (lost) return say(words.cannot);
  if (state === "away") return say(words.kept);
  await say(words.locked);
  const door = document.createElement("a");
  door.href = `/login?next=${encodeURIComponent(back)}`;
  door.textContent = words.login;
  box.firstElementChild.append(" ", door);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.offline !== "rating" || !box) return;
  event.preventDefault();
  const fields = [...new FormData(form, event.submitter)].filter(([, value]) => typeof value === "string");
  const action = new URL(form.action, location.href).pathname;
  const value = fields.find(([name]) => name === "value")?.[1] ?? "";
  remember();
  await rate({ action, fields, value, at: new Date().toISOString(), home });
});

// The knee that was chosen last: /offline is drawn for everybody alike and knows nobody's.
const SIDE = `kneewise-side-${home}`;
const chosen = (side) => document.querySelector(`form[data-offline="rating"] [name="side"]${side}`);
function remember() {
  try {
    const side = chosen(":checked");
    if (able && side) localStorage.setItem(SIDE, side.value);
  } catch {
    // a browser that keeps nothing: the page begins with both
  }
}
function recall() {
  try {
    const side = localStorage.getItem(SIDE);
    const one = side === null ? null : chosen(`[value="${CSS.escape(side)}"]`);
    if (one) one.checked = true;
  } catch {
    // the same
  }
}
if (document.body.dataset.page === "offline") recall();
else remember();

if (box && able) {
  flush().catch(() => {});
  window.addEventListener("online", () => flush());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && flush());
}
for (const note of document.querySelectorAll("[data-insecure]")) note.hidden = able;
