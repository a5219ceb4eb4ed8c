// What every page shares: the service worker, and closing the "more" list by Escape or elsewhere.
if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
}

const more = document.querySelector(".bar .more details");
const wide = matchMedia("(min-width: 1000px)");
if (more) {
  const fit = () => { more.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && more.open && !wide.matches) {
      more.open = false;
      more.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!wide.matches && !more.contains(event.target)) more.open = false;
  });
}
