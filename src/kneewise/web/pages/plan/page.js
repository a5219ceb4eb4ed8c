// A download shows what goes with it at once; without this the next page says it.
for (const form of document.querySelectorAll("form[data-download]")) {
  const made = form.querySelector(".made");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    made.textContent = made.dataset.made;
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "Kneewise-Script": "1" },
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect") {
        location.assign("/plan");
        return;
      }
      if (answer.ok) save(await answer.blob(), nameOf(answer));
      made.textContent = answer.ok ? saidOf(answer) : await refusedBy(answer);
    } catch {
      form.submit();
      return;
    } finally {
      button.disabled = false;
    }
  });
}

function nameOf(answer) {
  return /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "kneewise";
}

function saidOf(answer) {
  return JSON.parse(answer.headers.get("Kneewise-Said") ?? "[]").join(" ");
}

async function refusedBy(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("main .lead")?.textContent ?? page.body.textContent;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
