// Before anything is painted: the theme that was chosen, and that scripts run.
(() => {
  "use strict";
  const root = document.documentElement;
  try { root.dataset.theme = localStorage.getItem("theme") || "auto"; } catch { root.dataset.theme = "auto"; }
  root.classList.add("scripted");
})();
