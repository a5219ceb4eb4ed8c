// The answer as it comes: main fits first, then each check, then the whole in its place.
const working = document.getElementById("working");
const answer = document.getElementById("answer");

if (working && working.querySelector("progress")) {
  const bar = working.querySelector("progress");
  const step = working.querySelector(".step");
  const stream = new EventSource(working.dataset.progress);
  working.querySelector(".look").hidden = true;

  stream.addEventListener("first", (event) => {
    if (!answer.querySelector(".suspects")) answer.innerHTML = event.data;
  });
  stream.addEventListener("progress", (event) => {
    const told = JSON.parse(event.data);
    bar.max = told.total;
    bar.value = told.done;
    step.textContent = step.dataset.form.replace(/\{(\w+)\}/g, (_, name) => told[name]);
  });
  stream.addEventListener("answer", (event) => {
    stream.close();
    answer.innerHTML = event.data;
    working.remove();
    document.querySelector("h1").textContent = answer.querySelector("[data-title]").dataset.title;
  });
  stream.addEventListener("failed", (event) => {
    stream.close();
    const said = document.createElement("p");
    said.textContent = event.data;
    working.replaceChildren(said);
  });
  stream.addEventListener("again", () => {
    stream.close();
    location.reload();
  });
}

const print = document.getElementById("print");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
