(() => {
  "use strict";
  const root = document.documentElement;
  const cards = [...document.querySelectorAll(".card")];
  const pieces = [...document.querySelectorAll(".hl")];
  const links = [...document.querySelectorAll(".at")];
  const buttons = [...document.querySelectorAll("button.kind")];
  const type = document.getElementById("type");
  const who = document.getElementById("who");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const where = pieces.map(piece => piece.dataset.r.split(" ").map(entry => {
    const cut = entry.indexOf(":");
    return { record: Number(entry.slice(0, cut)), role: entry.slice(cut + 1) };
  }));
  let active = -1;

  const panel = document.getElementById("records");
  const bring = element => {
    if (getComputedStyle(element).position === "fixed") return;
    const behavior = calm.matches ? "auto" : "smooth";
    const box = element.getBoundingClientRect();
    // Beside the text the cards scroll in a panel of their own, and the page stays where it is.
    if (panel.contains(element) && getComputedStyle(panel).overflowY === "auto") {
      const frame = panel.getBoundingClientRect();
      if (box.top < frame.top || box.bottom > Math.min(frame.bottom, innerHeight))
        panel.scrollTo({ top: panel.scrollTop + box.top - frame.top - frame.height / 4, behavior });
      return;
    }
    const bar = document.querySelector(".bar").getBoundingClientRect();
    const covered = getComputedStyle(document.querySelector(".bar")).position === "sticky" ? bar.bottom : 0;
    if (box.top < covered || box.bottom > innerHeight) element.scrollIntoView({ block: "center", behavior });
  };
  const select = (record, target) => {
    active = record;
    root.dataset.on = record < 0 ? "" : cards[record].dataset.kind;
    cards.forEach(card => card.classList.toggle("on", Number(card.dataset.n) === record));
    links.forEach(link => link.classList.toggle("on", Number(link.dataset.n) === record));
    pieces.forEach((piece, index) => {
      const role = where[index].find(entry => entry.record === record);
      piece.classList.toggle("on", Boolean(role));
      piece.dataset.role = role ? role.role : "";
    });
    if (target === "card") bring(cards[record]);
    if (target === "text") bring(document.getElementById("t" + record));
  };
  const filter = () => {
    const kinds = new Set(buttons.filter(b => b.getAttribute("aria-pressed") === "true").map(b => b.dataset.kind));
    const shown = cards.map(card => kinds.has(card.dataset.kind) && (!type.value || card.dataset.type === type.value)
      && (!who.value || card.dataset.who.split("|").includes(who.value)));
    cards.forEach((card, index) => { card.hidden = !shown[index]; });
    links.forEach(link => { link.hidden = !shown[link.dataset.n]; });
    pieces.forEach((piece, index) => {
      const left = where[index].filter(entry => shown[entry.record]);
      for (const kind of ["statement", "event", "act"]) {
        piece.classList.toggle(kind, left.some(entry => cards[entry.record].dataset.kind === kind));
        piece.classList.toggle(kind + "-word", left.some(entry => cards[entry.record].dataset.kind === kind
          && (entry.role === "cue" || entry.role === "trigger")));
      }
    });
    const number = shown.filter(Boolean).length;
    document.getElementById("count").textContent = number + " of " + cards.length + (cards.length === 1 ? " record" : " records");
    document.getElementById("none").hidden = number > 0;
    if (active >= 0 && !shown[active]) select(-1);
  };

  document.getElementById("text").addEventListener("click", event => {
    const link = event.target.closest(".at");
    if (link) { event.preventDefault(); select(Number(link.dataset.n), "card"); return; }
    const piece = event.target.closest(".hl");
    if (String(getSelection())) return;
    if (!piece) { select(-1); return; }
    // The narrowest layer first; another click on the same words goes on to the next record there.
    const here = [...new Set(where[pieces.indexOf(piece)].map(entry => entry.record))].reverse()
      .filter(record => !cards[record].hidden);
    if (here.length) select(here[(here.indexOf(active) + 1) % here.length], "card");
  });
  document.getElementById("records").addEventListener("click", event => {
    const card = event.target.closest(".card");
    if (!card || event.target.closest("details, footer a, button") || String(getSelection())) return;
    if (event.target.closest("a")) event.preventDefault();
    select(Number(card.dataset.n), "text");
  });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") select(-1);
  });
  buttons.forEach(button => button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
    filter();
  }));
  type.addEventListener("change", filter);
  who.addEventListener("change", filter);

  const themes = ["auto", "light", "dark"];
  document.getElementById("theme")?.addEventListener("click", event => {
    const next = themes[(themes.indexOf(root.dataset.theme || "auto") + 1) % themes.length];
    root.dataset.theme = next;
    event.currentTarget.textContent = "Theme: " + next;
  });
  root.classList.add("scripted");
  filter();
  // An address names a record by its number in the page, or by its id.
  const asked = /^#[rt](\d+)$/.exec(location.hash);
  const named = asked ? Number(asked[1]) : cards.findIndex(card => "#" + card.dataset.id === location.hash);
  if (cards[named]) { select(named, "card"); bring(document.getElementById("t" + named)); }
})();
