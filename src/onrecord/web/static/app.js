(() => {
  "use strict";
  const root = document.documentElement;
  const all = (what, within = document) => [...within.querySelectorAll(what)];

  // The theme: as the system has it, light or dark.
  const themes = ["auto", "light", "dark"];
  const button = document.querySelector("[data-theme-next]");
  const named = () => { button.textContent = "Theme: " + root.dataset.theme; };
  button.hidden = false;
  named();
  button.addEventListener("click", () => {
    root.dataset.theme = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* for this page alone, then */ }
    named();
  });

  // What nobody filled in is not asked for, nor does it stand in the address.
  document.addEventListener("htmx:configRequest", event => {
    const given = event.detail.parameters;
    for (const name of [...given.keys()]) if (given.get(name) === "") given.delete(name);
    given.delete("offset");
  });
  document.addEventListener("submit", event => {
    if (event.target.method !== "get") return;
    const empty = all("input, select", event.target).filter(one => one.value === "" && !one.disabled);
    empty.forEach(one => { one.disabled = true; });
    setTimeout(() => empty.forEach(one => { one.disabled = false; }));
  });

  // Words are sent by Enter; whatever is chosen is sent at once.
  document.addEventListener("change", event => {
    const form = event.target.closest("form.filters");
    if (form && event.target.matches("select, [type=date], [type=range]")) form.requestSubmit();
  });

  // The slider beside a date: days from the first to the last.
  const slide = document.getElementById("as-of-slide");
  if (slide) {
    const day = 86400000, date = document.getElementById("as-of");
    const first = Date.parse(slide.dataset.first), last = Date.parse(slide.dataset.last);
    slide.max = Math.round((last - first) / day);
    const follow = () => { slide.value = date.value ? (Date.parse(date.value) - first) / day : slide.max; };
    follow();
    slide.closest("label").hidden = false;
    date.addEventListener("change", follow);
    slide.addEventListener("input", () => {
      date.value = slide.value === slide.max ? "" : new Date(first + slide.value * day).toISOString().slice(0, 10);
      slide.setAttribute("aria-valuetext", date.value || "today");
    });
  }

  // Keys.
  const help = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
  const rows = () => all("table.rows tbody tr, ol.rows > li");
  let going = 0;
  const step = by => {
    const here = rows();
    if (!here.length) return;
    const at = here.indexOf(document.activeElement.closest("table.rows tbody tr, ol.rows > li"));
    const next = here[at < 0 ? (by > 0 ? 0 : here.length - 1) : Math.min(here.length - 1, Math.max(0, at + by))];
    const link = next.querySelector("a");
    if (link) { link.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const follow = what => { const link = document.querySelector(what); if (link) link.click(); };
  // From one difference to the next; false where there is none.
  const leap = by => {
    const here = all("[data-differs]");
    const at = here.indexOf(document.activeElement.closest("[data-differs]"));
    const next = here[at < 0 ? (by > 0 ? 0 : here.length - 1) : at + by];
    if (next) { next.focus({ preventScroll: true }); next.scrollIntoView({ block: "center" }); }
    return Boolean(next);
  };
  const keys = {
    "/": () => document.getElementById("find").focus(),
    "?": () => help.showModal(),
    j: () => step(1),
    k: () => step(-1),
    n: () => leap(1) || follow("a[rel=next]"),
    p: () => leap(-1) || follow("a[rel=prev]"),
    f: () => { const field = document.querySelector(".filters input, .filters select"); if (field) field.focus(); },
  };
  // Where the page has a key of its own, it stands on what it presses or opens. A form is sent once.
  let leaving = false;
  const own = key => {
    const what = document.querySelector(`[data-press="${CSS.escape(key)}"], [data-opens="${CSS.escape(key)}"]`);
    if (!what) return false;
    if (what.matches("details")) {
      what.open = !what.open;
      const field = what.querySelector("select, textarea, input:not([type=hidden]), button");
      if (what.open && field) field.focus();
    } else if (!leaving) {
      what.click();
    }
    return true;
  };
  document.addEventListener("submit", event => {
    if (event.target.method !== "post") return;
    if (leaving) event.preventDefault();
    leaving = true;
  });
  addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target.matches("input, select, textarea")) {
      if (event.key === "Escape") {
        const opened = event.target.closest("details[data-opens]");
        if (opened) opened.open = false;
        event.target.blur();
      }
      return;
    }
    if (going && Date.now() - going < 1500) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) { event.preventDefault(); link.click(); return; }
    }
    if (event.target.matches("button, a, summary") && event.key === " ") return;
    if (event.key === "g") { going = Date.now(); return; }
    if (own(event.key)) { event.preventDefault(); return; }
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
