// A tap on the map fills the place; what is being looked for is shown once it is there.
const figure = document.querySelector("[data-tap]");
if (figure) {
  const tap = JSON.parse(figure.dataset.tap);
  const map = figure.querySelector("svg.sheet");
  const mark = map.querySelector(".tapped");
  const place = document.getElementById("place");
  for (const one of document.querySelectorAll(".only-with-script")) one.hidden = false;

  map.addEventListener("click", (event) => {
    const box = map.getBoundingClientRect();
    const scale = map.viewBox.baseVal.width / box.width;
    const x = (event.clientX - box.left) * scale;
    const y = (event.clientY - box.top) * scale;
    place.value = `${(tap.lat_deg + y * tap.lat_a_pixel).toFixed(5)}, ${(tap.lon_deg + x * tap.lon_a_pixel).toFixed(5)}`;
    mark.removeAttribute("hidden");
    mark.setAttribute("cx", x);
    mark.setAttribute("cy", y);
  });
  place.addEventListener("input", () => mark.setAttribute("hidden", ""));
}

const working = document.querySelector("[data-progress]");
if (working) {
  working.querySelector(".again").hidden = true;
  const stream = new EventSource(working.dataset.progress);
  stream.addEventListener("over", () => {
    stream.close();
    location.reload();
  });
}
