// The clocks: a hold that is timed, a routine led through step by step; and the map's colours.
// Without this script all of it is a list and a form.

const beep = (() => {
  let audio = null;
  return () => {
    if (!document.querySelector("[data-sound]")?.checked) return;
    audio ??= new AudioContext();
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    loud.gain.value = 0.1;
    tone.connect(loud).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.15);
  };
})();

async function stayAwake() {
  try {
    return await navigator.wakeLock?.request("screen");
  } catch {
    return null; // the browser or its battery says no: the clock goes on all the same
  }
}

// --- a hold: one button starts and stops, the seconds land in the field ---
const clock = document.querySelector("form.measure .countdown");
for (const button of document.querySelectorAll("[data-hold]")) {
  button.hidden = false;
  let since = null;
  let ticking = 0;
  button.addEventListener("click", () => {
    const field = button.form.elements[button.dataset.hold];
    if (since === null) {
      since = Date.now();
      button.textContent = button.dataset.stop;
      clock.hidden = false;
      ticking = setInterval(() => {
        clock.textContent = `${Math.floor((Date.now() - since) / 1000)} s`;
      }, 200);
    } else {
      clearInterval(ticking);
      field.value = Math.round((Date.now() - since) / 1000);
      since = null;
      button.textContent = button.dataset.start;
      field.focus();
    }
  });
}

// --- a routine ---
const guide = document.querySelector("[data-moves]");
if (guide) {
  const moves = JSON.parse(guide.dataset.moves);
  const form = document.querySelector("form.done");
  const part = (name) => guide.querySelector(name);
  const button = (name) => guide.querySelector(`[data-do="${name}"]`);
  const cut = new Set();
  const seen = new Set();
  let at = -1;
  let ready = true;
  let left = 0; // milliseconds of this stretch
  let last = 0; // when it was looked at last; 0 while it stands still
  let awake = null;
  guide.hidden = false;

  const show = () => {
    part(".countdown").textContent = `${Math.ceil(left / 1000)} s`;
  };
  const begin = () => {
    const move = moves[at];
    ready = move.ready > 0 && ready;
    left = 1000 * (ready ? move.ready : move.seconds);
    part(".clock-name").textContent = `${ready ? guide.dataset.ready : guide.dataset.now}: ${move.label}`;
    part(".clock-how").textContent = move.how;
    const later = moves[at + 1];
    part(".clock-next").textContent = later ? `${guide.dataset.next} ${later.label}` : "";
    if (!ready) {
      beep();
      navigator.vibrate?.(200);
    }
    show();
  };
  const finish = () => {
    last = 0;
    awake?.release();
    part(".clock-name").textContent = guide.dataset.finished;
    const done = [...seen].filter((step) => !cut.has(step));
    for (const box of form.querySelectorAll('[name="step"]')) box.checked = done.includes(box.value);
    if (done.length) form.requestSubmit();
  };
  const next = (whole) => {
    (whole ? seen : cut).add(moves[at].step);
    at += 1;
    ready = true;
    if (at < moves.length) begin();
    else finish();
  };
  const tick = () => {
    if (!last) return;
    const now = Date.now();
    left -= now - last;
    last = now;
    if (left > 0) show();
    else if (ready) {
      ready = false;
      begin();
    } else next(true);
    if (last) setTimeout(tick, 200);
  };
  button("start").addEventListener("click", async () => {
    button("start").hidden = true;
    for (const name of ["pause", "skip", "stop"]) button(name).hidden = false;
    button("pause").focus();
    at = 0;
    begin();
    last = Date.now();
    tick();
    awake = await stayAwake();
  });
  button("pause").addEventListener("click", () => {
    const going = last !== 0;
    last = going ? 0 : Date.now();
    button("pause").textContent = going ? guide.dataset.on : guide.dataset.pause;
    if (!going) tick();
  });
  button("skip").addEventListener("click", () => next(false));
  button("stop").addEventListener("click", () => {
    for (const move of moves.slice(at)) cut.add(move.step);
    at = moves.length;
    finish();
    for (const name of ["pause", "skip", "stop"]) button(name).hidden = true;
  });
  document.addEventListener("visibilitychange", async () => {
    if (last && document.visibilityState === "visible") awake = await stayAwake();
  });
}

// --- the soreness map takes the colour of what is chosen ---
for (const region of document.querySelectorAll("[data-muscle]")) {
  for (const choice of document.querySelectorAll(`[name="${region.dataset.muscle}"]`)) {
    choice.addEventListener("change", () => {
      region.setAttribute("class", `muscle ${choice.value === "" ? "open" : `sore-${choice.value}`}`);
    });
  }
}
