// The charts of the timeline, the network and the map, from the page's own JSON. Everything in them stands in the
// page's tables too; without scripts these alone are there.
(() => {
  "use strict";
  const figure = document.querySelector("figure.chart");
  if (!figure || !window.Plot) return;
  const DAY = 86400000;
  const DIDS = {
    began: ["star", "--stage", 1, -.2, "began"], raised: ["triangle", "--good", 1, .2, "moved on"],
    restated: ["circle", "--soft", 0, -.2, "restated"], remarked: ["diamond", "--soft", 0, .2, "remarked on"],
    softened: ["triangle", "--held", -1, -.3, "softened"], delayed: ["square", "--held", -1, 0, "put off"],
    broken: ["cross", "--bad", -1, .3, "broken off"],
  };
  const LANES = 10;
  // Of the world what has states: without the Antarctic, and the far north.
  const INHABITED = [[-168, -54], [-168, 72], [178, 72], [178, -54], [0, 78]];
  const NOBODY = "nobody named";
  const moment = day => Date.parse(day);
  const number = many => many.toLocaleString("en");
  const counted = (many, what) => `${number(many)} ${what}${many === 1 ? "" : "s"}`;
  const short = (name, most) => name.length > most ? name.slice(0, most - 1) + "…" : name;
  // A name that goes from right to left, apart from the words of a label around it.
  const apart = name => /[\u0590-\u08ff]/.test(name) ? `\u2068${name}\u2069` : name;
  const spoken = (since, until) => since === until ? `on ${since}` : `from ${since} to ${until}`;
  const address = (path, changes) => {
    const asked = new URLSearchParams(path === location.pathname ? location.search : "");
    asked.delete("offset");
    for (const [name, value] of Object.entries(changes)) value == null ? asked.delete(name) : asked.set(name, value);
    return `${path}?${asked}`;
  };
  const plain = { className: "plot", style: { fontSize: "12px" } };
  // What is told beside a mark lets clicks through: it may lie on the mark itself.
  const marked = { tip: { pointerEvents: "none" }, title: "label", ariaLabel: "label", href: "href" };

  function timeline(page, width) {
    const { bins, tallies, unit } = page.course;
    if (!bins.length) return [];
    const x = { type: "utc", label: null, domain: [moment(bins[0].since), moment(bins.at(-1).until) + DAY] };
    const titles = new Map(page.by_dossier.map(one => [one.id, one.title]));
    const sums = page.by_dossier.filter(one => one.id !== "none");
    const single = page.by_dossier.length < 2;
    const own = new Set(sums.slice(0, sums.length > LANES ? LANES - 1 : LANES).map(one => one.id));
    const others = `${sums.length - own.size} other dossiers`;
    const lane = one => own.has(one.dossier) || one.dossier === "none" ? titles.get(one.dossier) : others;
    const lanes = [...[...own].map(id => titles.get(id)), ...(sums.length > own.size ? [others] : []),
      ...(titles.has("none") ? [titles.get("none")] : [])];
    const marks = new Map();
    for (const one of tallies) {
      const key = [lane(one), one.since, one.did].join("|");
      const before = marks.get(key);
      marks.set(key, before ? { ...before, acts: before.acts + one.acts, act: null } : { ...one, lane: lane(one) });
    }
    const dots = [...marks.values()].sort((one, other) => one.since < other.since ? -1 : 1).map(one => {
      const [, , level, aside, name] = DIDS[one.did];
      const first = moment(one.since), last = moment(one.until) + DAY;
      return {
        ...one, level, x: first + (last - first) * (.5 + (single ? 0 : aside)),
        label: `${counted(one.acts, "act")}: ${name}\n${one.lane}\n${spoken(one.since, one.until)}`,
        href: one.act ? `/commitments/${one.thread}#${one.act}` : address("/timeline", {
          since: one.since, until: one.until, did: one.did, ...(one.lane === others ? {} : { dossier: one.dossier }) }),
      };
    });
    const bars = bins.filter(one => one.statements).map(one => ({
      x1: moment(one.since), x2: moment(one.until) + DAY, statements: one.statements,
      label: `${counted(one.statements, "statement")}\n${spoken(one.since, one.until)}`,
      href: address("/timeline", { since: one.since, until: one.until }),
    }));
    const shown = Object.keys(DIDS).filter(did => dots.some(one => one.did === did));
    const beside = width >= 720;
    const marginLeft = single ? 88 : beside ? 210 : 44, most = Math.max(1, ...dots.map(one => one.acts));
    const whole = { ...plain, width, marginLeft, marginRight: 20, x };
    const lineless = { axis: null, grid: false };
    return [
      bars.length ? Plot.plot({ ...whole, height: 110, marginTop: 22, marginBottom: 6, x: { ...x, ...lineless },
        ariaLabel: "Statements", y: { grid: true, ticks: 3, label: `Statements by the ${unit}`, tickFormat: "~s" },
        marks: [Plot.rectY(bars, { x1: "x1", x2: "x2", y: "statements", fill: "var(--statement)", fillOpacity: .75,
          insetLeft: .5, insetRight: .5, ...marked }), Plot.ruleY([0])] }) : null,
      dots.length ? Plot.plot({ ...whole, height: 44 + (single ? 26 * shown.length : (beside ? 42 : 58) * lanes.length),
        marginTop: 8, marginBottom: 36, ariaLabel: "Acts",
        y: single ? { type: "band", domain: shown, tickFormat: did => DIDS[did][4], tickSize: 0, label: null }
          : { axis: null, domain: [-1.7, beside ? 1.7 : 3.4] },
        fy: single ? undefined : { domain: lanes, axis: null, padding: .04 },
        r: { type: "sqrt", domain: [1, Math.max(16, most)], range: beside ? [3.2, 9] : [2.2, 6] },
        symbol: { domain: Object.keys(DIDS), range: Object.values(DIDS).map(one => one[0]) },
        color: { domain: Object.keys(DIDS), range: Object.values(DIDS).map(one => `var(${one[1]})`) },
        marks: [
          Plot.gridX({ stroke: "var(--line)", strokeOpacity: 1 }),
          ...(single ? [] : [Plot.ruleY([0], { stroke: "var(--line)" }), Plot.text(lanes, {
            fy: one => one, text: one => short(one, beside ? 29 : Math.floor(width / 8)), dy: beside ? 0 : 2,
            frameAnchor: beside ? "left" : "top-left", dx: beside ? 2 - marginLeft : 2, textAnchor: "start" })]),
          Plot.dot(dots, { x: "x", y: single ? "did" : "level", ...(single ? {} : { fy: "lane" }), r: "acts",
            symbol: "did", fill: "did", rotate: one => ({ softened: 180, broken: 45 })[one.did] || 0, fillOpacity: .85,
            ...marked }),
        ] }) : null,
    ];
  }

  function network(page, width) {
    const what = page.tie === "speaks" ? "act" : "commitment";
    const marginLeft = width < 500 ? 94 : 150, marginRight = width < 500 ? 52 : 56;
    const fit = Math.max(3, Math.floor((width - marginLeft - marginRight) / (width < 500 ? 30 : 36)));
    const named = page.to.filter(one => one !== null);
    const columns = page.to.length > named.length ? [...named.slice(0, fit - 1), NOBODY] : named.slice(0, fit);
    const cells = page.cells.map(one => ({
      by: one.by, to: one.to ?? NOBODY, many: one.many,
      label: `${apart(one.by)} to ${apart(one.to ?? NOBODY)}\n${counted(one.many, what)}\n`
        + one.stages.map(([stage, many]) => `${(stage ?? "no stage").replaceAll("_", " ")} ${many}`).join(", "),
      href: address("/network", { by: one.by, to: one.to ?? null }),
    })).filter(one => columns.includes(one.to));
    const rows = page.by.filter(by => cells.some(one => one.by === by));
    if (!cells.length) return [];
    const most = Math.max(1, ...cells.filter(one => one.to !== NOBODY).map(one => one.many));
    return [Plot.plot({ ...plain, width, height: 110 + 26 * rows.length, marginLeft, marginTop: 104, marginRight,
      marginBottom: 6, ariaLabel: "Pairs", padding: .06,
      x: { domain: columns, axis: "top", tickRotate: -50, tickSize: 0, label: null, tickFormat: one => short(one, 16) },
      y: { domain: rows, tickSize: 0, label: null, tickFormat: one => short(one, width < 500 ? 10 : 20) },
      opacity: { type: "sqrt", domain: [0, most], range: [.06, .5], clamp: true },
      marks: [
        Plot.cell(cells, { x: "to", y: "by", fill: "var(--focus)", rx: 3,
          fillOpacity: one => one.to === NOBODY ? 0 : one.many, ...marked }),
        Plot.text(cells, { x: "to", y: "by", text: one => number(one.many), pointerEvents: "none" }),
      ] })];
  }

  async function map(page, width) {
    const land = await (await fetch("/static/vendor/land.json")).json();
    const here = new URLSearchParams(location.search);
    const kept = Object.fromEntries(["dossier", "since", "until"].map(name => [name, here.get(name)]));
    const link = changes => address("/network", { ...kept, ...changes });
    const sized = (of, name, part) => {
      const some = page.dots.filter(one => one[of]), most = Math.max(1, ...some.map(one => one[of]));
      const least = width < 500 ? 1.5 : 2.5, span = width < 500 ? 10 : 19;
      return some.map(one => ({ ...one, of, r: part * (least + span * Math.sqrt(one[of] / most)), ...name(one) }));
    };
    const dots = [
      ...sized("by", one => ({ href: link({ by: one.name }),
        label: `${apart(one.name)}\n${counted(one.by, "commitment")} of its own, ${number(one.to ?? 0)} to it` }), 1),
      ...sized("events", one => ({ href: address("/map", { country: one.code }),
        label: `${apart(one.name)}\n${counted(one.events, "event")}` }), .8),
    ];
    const names = [];
    for (const one of page.dots) {
      const near = names.some(other => Math.abs(one.latitude - other.latitude) < 4000 / width
        && Math.abs(one.longitude - other.longitude) < 15000 / width);
      if (!near && names.length < width / 60) names.push(one);
    }
    const at = { x: "longitude", y: "latitude" };
    return [Plot.plot({ ...plain, width, height: Math.round(width * .46), margin: 2, ariaLabel: "Map of the world",
      projection: { type: "equal-earth", domain: { type: "MultiPoint", coordinates: INHABITED } },
      r: { type: "identity" }, symbol: { domain: ["by", "events"], range: ["circle", "square"] },
      color: { domain: ["by", "events"], range: ["var(--stage)", "var(--event)"] },
      marks: [
        Plot.geo(land, { fill: "var(--line)", ariaHidden: "true" }),
        // Of marks that overlap the smaller lies on top (Plot sorts them so): each can be clicked.
        Plot.dot(dots, { ...at, r: "r", symbol: "of", fill: "of", stroke: "of", fillOpacity: .3, strokeWidth: 1.6,
          ...marked }),
        ...["middle", "end"].map(textAnchor => Plot.text(
          names.filter(one => (textAnchor === "end") === (one.longitude > 120 && width < 700)),
          { ...at, text: "name", dy: -9, textAnchor, stroke: "var(--paper)", strokeWidth: 3, fill: "currentColor",
            pointerEvents: "none" })),
      ] })];
  }

  // Marks are links: one of them is reached by Tab, the others from it by arrows; what it says stands below the chart.
  function reachable(drawn, told) {
    const links = [...drawn.querySelectorAll("a")];
    links.forEach((link, at) => {
      const mark = link.firstElementChild;
      link.setAttribute("aria-label", mark.getAttribute("aria-label").replaceAll("\n", ", "));
      mark.removeAttribute("aria-label");
      const where = link.href.baseVal;
      link.removeAttributeNS("http://www.w3.org/1999/xlink", "href");
      link.setAttribute("href", where);
      link.setAttribute("tabindex", at ? -1 : 0);
    });
    const go = (from, to) => {
      if (!to) return;
      from.setAttribute("tabindex", -1);
      to.setAttribute("tabindex", 0);
      to.focus();
    };
    drawn.addEventListener("focusin", event => { told.textContent = event.target.getAttribute("aria-label") || ""; });
    drawn.addEventListener("focusout", () => { told.textContent = figure.dataset.about; });
    drawn.addEventListener("keydown", event => {
      const at = links.indexOf(event.target.closest("a"));
      const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0,
        End: links.length - 1 }[event.key];
      if (at < 0 || next === undefined) return;
      event.preventDefault();
      go(links[at], links[next]);
    });
  }

  const charts = { timeline, network, map };
  const drawn = figure.querySelector(".drawn"), told = figure.querySelector("figcaption");
  let width = 0;
  async function draw(page) {
    const now = Math.floor(drawn.getBoundingClientRect().width);
    if (!now || Math.abs(now - width) < 8) return;
    width = now;
    const made = (await charts[figure.dataset.chart](page, width)).filter(one => one);
    // Its style stands in app.css: no page may have one of its own.
    made.forEach(one => one.querySelectorAll("style").forEach(style => style.remove()));
    const box = document.createElement("div");
    box.append(...made);
    drawn.replaceChildren(box);
    // Plot names its groups of marks; a group is nothing that may have a name (WAI-ARIA).
    box.querySelectorAll("g[aria-label]").forEach(one => one.removeAttribute("aria-label"));
    reachable(box, told);
    figure.dataset.ready = "";
  }
  fetch(location.pathname + ".json" + location.search).then(answer => answer.json()).then(page => {
    figure.hidden = false;
    told.textContent = figure.dataset.about;
    new ResizeObserver(() => draw(page)).observe(drawn);
  });
})();
