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
    if (form && event.target.matches("select, [type=date], [type=range], [type=checkbox]")) form.requestSubmit();
  });

  // The slider beside a date: the last days on which something was done, one a step; after the last it is today.
  const slide = document.getElementById("as-of-slide");
  if (slide) {
    const date = document.getElementById("as-of"), days = slide.dataset.days.split(" ");
    slide.max = days.length - 1;
    const follow = () => {
      slide.value = date.value ? days.filter(one => one <= date.value).length - 1 : slide.max;
      slide.setAttribute("aria-valuetext", date.value || "today");
    };
    follow();
    slide.closest("label").hidden = false;
    date.addEventListener("change", follow);
    slide.addEventListener("input", () => {
      date.value = slide.value === slide.max ? "" : days[slide.value];
      slide.setAttribute("aria-valuetext", date.value || "today");
    });
  }

  // What can be copied: an element's words, or what an address has.
  const copied = async what => {
    if (what.startsWith("#")) return document.querySelector(what).textContent;
    const answer = await fetch(what);
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.text()).trim();
  };
  if (navigator.clipboard) {
    all("[data-copy]").forEach(one => { one.hidden = false; });
    document.addEventListener("click", async event => {
      const one = event.target.closest("[data-copy]");
      if (!one) return;
      const name = one.dataset.name = one.dataset.name || one.textContent;
      try {
        await navigator.clipboard.writeText(await copied(one.dataset.copy));
        one.textContent = "Copied";
      } catch { one.textContent = "Could not be copied"; }
      setTimeout(() => { one.textContent = name; }, 2000);
    });
  }

  // The moment up to which this visitor has read what changed; no server knows it.
  const read = () => { try { return localStorage.getItem("read"); } catch { return null; } };
  const visits = () => {
    const visit = document.querySelector("[data-visit]");
    if (!visit || !visit.dataset.visit) return;
    const link = visit.querySelector("[data-since]"), mark = visit.querySelector("[data-read]");
    link.hidden = !read();
    if (read()) link.href = "/changes?since=" + encodeURIComponent(read());
    mark.hidden = false;
  };
  visits();
  document.addEventListener("htmx:afterSettle", visits);
  document.addEventListener("click", event => {
    const mark = event.target.closest("[data-read]");
    if (!mark) return;
    const visit = mark.closest("[data-visit]"), said = visit.querySelector("[data-said]");
    try {
      localStorage.setItem("read", visit.dataset.visit);
      said.textContent = "Marked: what comes from now on is new at your next visit.";
    } catch { said.textContent = "This browser keeps nothing; use the link of this page instead."; }
    visits();
  });

  // Of several records that are ticked how many are, and all or none at once.
  const ticks = document.querySelector("[data-ticks]");
  if (ticks) {
    const boxes = all("input[name=record]"), accept = document.querySelector("[value=accept]");
    const tell = () => {
      const many = boxes.filter(one => one.checked).length;
      all("[data-ticked]").forEach(one => { one.textContent = `${many} of ${boxes.length} ticked`; });
      if (accept) accept.disabled = !many;
    };
    ticks.hidden = false;
    ticks.addEventListener("click", event => {
      const what = event.target.dataset.tick;
      if (what) boxes.forEach(one => { one.checked = what === "all"; });
      tell();
    });
    document.addEventListener("change", tell);
    addEventListener("pageshow", tell);
    tell();
  }

  // What was typed into a form is still there for who goes back to it.
  const back = document.querySelector("[data-back]");
  if (back && history.length > 1) {
    back.parentElement.lastChild.data = "";
    back.addEventListener("click", event => { event.preventDefault(); history.back(); });
  }

  // A record is added of the words that are chosen in the text.
  const adding = document.querySelector("[data-add]"), paper = document.getElementById("text");
  if (adding && paper) document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection(), bare = adding.href.split("?")[0];
    const words = chosen.rangeCount && paper.contains(chosen.getRangeAt(0).commonAncestorContainer) ? chosen.toString() : "";
    const before = document.createRange();
    if (words.trim()) {
      before.setStart(paper, 0);
      before.setEnd(chosen.getRangeAt(0).startContainer, chosen.getRangeAt(0).startOffset);
    }
    const near = [...before.toString().replace(/\s+/g, " ")].length;
    adding.href = words.trim() ? `${bare}?${new URLSearchParams({ words: words.trim().slice(0, 4000), near })}` : bare;
    adding.parentElement.querySelector("[data-said]").hidden = !words.trim();
  });

  // Keys.
  const help = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
  const row = "table.rows tbody tr, ol.rows > li, .records .card:not([hidden])";
  const rows = () => all(row);
  let going = 0;
  const step = by => {
    const here = rows();
    if (!here.length) return;
    const at = here.indexOf(document.activeElement.closest(row));
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
  const opens = (what, open) => {
    what.open = open;
    const field = what.querySelector("select, textarea, input:not([type=hidden]), button");
    if (open && field) field.focus();
  };
  const asked = document.getElementById(location.hash.slice(1));
  if (asked && asked.matches("[data-opens]")) opens(asked, true);
  const own = key => {
    const what = document.querySelector(`[data-press="${CSS.escape(key)}"], [data-opens="${CSS.escape(key)}"]`);
    if (!what) return false;
    if (what.matches("details")) {
      opens(what, !what.open);
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
