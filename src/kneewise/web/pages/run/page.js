// One cursor for all strips and the map, by pointer, finger or the slider.
const along = document.querySelector(".along[data-cursor]");
if (along) start(JSON.parse(along.dataset.cursor));

function start(data) {
  const slider = along.querySelector(".reading input");
  const output = along.querySelector(".reading output");
  const lines = along.querySelectorAll(".strip .cursor");
  const dot = document.querySelector(".track .cursor");
  const labels = along.querySelectorAll(".at");
  const last = data.at.length - 1;
  if (last < 1) return;
  slider.max = last;
  slider.closest(".reading").hidden = false;

  const show = (row) => {
    slider.value = row;
    slider.setAttribute("aria-valuetext", data.where[row]);
    output.textContent = data.where[row];
    for (const line of lines) {
      line.removeAttribute("hidden");
      line.setAttribute("x1", data.at[row]);
      line.setAttribute("x2", data.at[row]);
    }
    for (const label of labels) label.textContent = (data.read[label.dataset.of] || [])[row] ?? "";
    const place = dot && data.places ? data.places[row] : null;
    if (place) {
      dot.removeAttribute("hidden");
      dot.setAttribute("cx", place[0]);
      dot.setAttribute("cy", place[1]);
    } else if (dot) {
      dot.setAttribute("hidden", "");
    }
  };

  const nearest = (x) => {
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (data.at[middle] < x) low = middle;
      else high = middle;
    }
    return x - data.at[low] < data.at[high] - x ? low : high;
  };

  slider.addEventListener("input", () => show(Number(slider.value)));
  for (const strip of along.querySelectorAll(".strip")) {
    const follow = (event) => {
      const box = strip.getBoundingClientRect();
      show(nearest((1000 * (event.clientX - box.left)) / box.width));
    };
    strip.addEventListener("pointermove", follow);
    strip.addEventListener("pointerdown", follow);
  }
}
