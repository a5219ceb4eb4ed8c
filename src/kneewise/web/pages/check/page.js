// "None of these" and "don't know" stand alone: choosing one takes the others back, and vice versa.
for (const group of document.querySelectorAll("[data-many]")) {
  group.addEventListener("input", ({ target }) => {
    const said = target.type === "checkbox" ? target.checked : target.value !== "";
    if (!said) return;
    for (const other of group.querySelectorAll("input")) {
      if (other === target || !("alone" in target.dataset || "alone" in other.dataset)) continue;
      if (other.type === "checkbox") other.checked = false;
      else other.value = "";
    }
  });
}
