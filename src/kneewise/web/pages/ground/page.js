// The live line of what is being done to the maps, and a bar while a file is sent.
const fill = (text, slots) => text.replace(/\{(\w+)\}/g, (_, name) => slots[name]);

const work = document.querySelector("[data-progress]");
if (work) {
  const bar = work.querySelector("progress");
  const step = work.querySelector(".step");
  const again = work.querySelector(".again");
  if (again) again.hidden = true;
  const source = new EventSource(work.dataset.progress);
  source.addEventListener("working", (event) => {
    const { done, total } = JSON.parse(event.data);
    if (total) {
      bar.max = total;
      bar.value = done;
    }
    if (done || total) step.textContent = fill(total ? step.dataset.runs : step.dataset.ways, { done: done.toLocaleString(), total });
  });
  for (const end of ["done", "failed", "stopped"]) {
    source.addEventListener(end, () => { source.close(); location.reload(); });
  }
}

const form = document.getElementById("add");
if (form) {
  const said = document.getElementById("sending");
  const bar = document.getElementById("bar");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [file] = form.querySelector("input").files;
    if (file.size > Number(form.dataset.maxBytes)) { said.textContent = form.dataset.tooLarge; return; }
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    bar.hidden = false;
    request.upload.addEventListener("progress", (told) => {
      const percent = told.total ? Math.floor(100 * told.loaded / told.total) : 0;
      bar.value = percent;
      said.textContent = fill(form.dataset.sending, { percent, size: (told.total / 1e6).toFixed(1) });
    });
    request.addEventListener("load", () => {
      if (request.status < 400) {
        location.hash = "work";
        location.reload();
        return;
      }
      bar.hidden = true;
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      said.textContent = page.querySelector("main .lead")?.textContent ?? form.dataset.failed;
    });
    request.addEventListener("error", () => { bar.hidden = true; said.textContent = form.dataset.failed; });
    request.send(new FormData(form));
  });
}
