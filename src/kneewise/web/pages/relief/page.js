// The timer of the ice: counts down on the page and then notes the minutes by itself.
const form = document.querySelector("form[data-timer]");
const start = form?.querySelector("[data-start]");
const shown = form?.querySelector(".countdown");

if (start && shown) {
  start.hidden = false;
  start.addEventListener("click", () => {
    const minutes = Number.parseFloat(form.elements.minutes.value.replace(",", "."));
    if (!(minutes >= 1 && minutes <= 60)) {
      form.elements.minutes.focus();
      return;
    }
    start.disabled = true;
    shown.hidden = false;
    const end = Date.now() + minutes * 60_000;
    const tick = () => {
      const left = Math.max(0, Math.round((end - Date.now()) / 1000));
      shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left > 0) setTimeout(tick, 250);
      else form.submit();
    };
    tick();
  });
}
