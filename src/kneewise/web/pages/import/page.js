// Dropping files and folders, sending them with a bar, and the live lines of an import.
const fill = (text, slots) => text.replace(/\{(\w+)\}/g, (_, name) => slots[name]);

const drop = document.getElementById("drop");
if (drop) {
  const said = document.getElementById("sending");
  const bar = document.getElementById("bar");
  for (const hidden of drop.querySelectorAll(".only-with-script")) hidden.hidden = false;

  const send = (files) => {
    const bytes = files.reduce((sum, one) => sum + one.file.size, 0);
    if (!files.length) { said.textContent = drop.dataset.none; return; }
    if (bytes > Number(drop.dataset.maxBytes)) { said.textContent = drop.dataset.tooLarge; return; }
    if (files.length > Number(drop.dataset.maxFiles)) { said.textContent = drop.dataset.tooMany; return; }
    const form = new FormData();
    for (const { file, name } of files) form.append("files", file, name);
    const request = new XMLHttpRequest();
    request.open("POST", "/import");
    request.setRequestHeader("Accept", "text/html");
    bar.hidden = false;
    request.upload.addEventListener("progress", (event) => {
      const percent = event.total ? Math.floor(100 * event.loaded / event.total) : 0;
      bar.value = percent;
      said.textContent = fill(drop.dataset.sending, { percent, size: (event.total / 1e6).toFixed(1) });
    });
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign("/import"); return; }
      bar.hidden = true;
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      said.textContent = page.querySelector("main .lead")?.textContent ?? drop.dataset.failed;
    });
    request.addEventListener("error", () => { bar.hidden = true; said.textContent = drop.dataset.failed; });
    request.send(form);
  };

  const read = (reader) => new Promise((done, failed) => reader.readEntries(done, failed));
  const below = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, name: path + file.name }];
    }
    const found = [];
    const reader = entry.createReader();
    for (let some = await read(reader); some.length; some = await read(reader)) {
      for (const one of some) found.push(...await below(one, `${path}${entry.name}/`));
    }
    return found;
  };

  drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", async (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const plain = [...event.dataTransfer.files].map((file) => ({ file, name: file.name }));
    const found = [];
    for (const entry of entries) found.push(...await below(entry, ""));
    send(found.length ? found : plain);
  });
  for (const form of drop.querySelectorAll("form")) {
    const input = form.querySelector("input");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send([...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
    });
  }
}

const running = document.querySelector("[data-progress]");
if (running) {
  const groups = document.getElementById("groups");
  const pace = document.getElementById("pace");
  const words = running.dataset;
  const line = (name) => {
    const row = document.createElement("li");
    const label = document.createElement("span");
    label.className = "name";
    label.textContent = name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", name);
    const how = document.createElement("span");
    how.className = "how quiet";
    row.append(label, bar, how);
    groups.append(row);
    return row;
  };
  const show = (event) => {
    const state = JSON.parse(event.data);
    state.groups.forEach((group, at) => {
      const row = groups.children[at] ?? line(group.name);
      const percent = Math.floor(100 * group.share);
      row.querySelector("progress").value = percent;
      row.querySelector(".how").textContent =
        percent >= 100 ? words.read : percent ? fill(words.reading, { percent }) : words.waiting;
    });
    const left = state.remaining_s;
    const time = left === null ? null : left < 90 ? `${Math.ceil(left)} s` : `${Math.round(left / 60)} min`;
    pace.textContent = fill(words.files, { files: state.files }) + (time ? ` · ${fill(words.left, { time })}` : "");
  };
  const source = new EventSource(running.dataset.progress);
  source.addEventListener("reading", show);
  for (const end of ["done", "failed", "stopped"]) {
    source.addEventListener(end, () => { source.close(); location.reload(); });
  }
}
