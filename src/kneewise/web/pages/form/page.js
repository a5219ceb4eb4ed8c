// Sending a clip with a bar, and how far it has been looked at.
const fill = (text, slots) => text.replace(/\{(\w+)\}/g, (_, name) => slots[name]);

const form = document.getElementById("hand-in");
if (form) {
  const said = document.getElementById("sending");
  const bar = document.getElementById("bar");
  const button = form.querySelector("button");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const clip = form.querySelector('input[type="file"]').files[0];
    if (clip.size > Number(form.dataset.maxBytes)) { said.textContent = form.dataset.tooLarge; return; }
    const failed = (text) => { bar.hidden = true; button.disabled = false; said.textContent = text; };
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    bar.hidden = false;
    button.disabled = true;
    request.upload.addEventListener("progress", (sent) => {
      const percent = sent.total ? Math.floor(100 * sent.loaded / sent.total) : 0;
      bar.value = percent;
      said.textContent = fill(form.dataset.sending, { percent, size: (sent.total / 1e6).toFixed(1) });
    });
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign("/form"); return; }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      failed(page.querySelector("main .lead")?.textContent ?? form.dataset.failed);
    });
    request.addEventListener("error", () => failed(form.dataset.failed));
    request.send(new FormData(form));
  });
}

const running = document.querySelector("[data-progress]");
if (running) {
  const share = document.getElementById("share");
  const title = document.getElementById("running");
  const source = new EventSource(running.dataset.progress);
  source.addEventListener("working", (event) => {
    const state = JSON.parse(event.data);
    share.value = Math.floor(100 * state.share);
    title.textContent = running.dataset[state.doing];
  });
  for (const end of ["done", "failed"]) {
    source.addEventListener(end, () => { source.close(); location.reload(); });
  }
}
