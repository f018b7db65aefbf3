// The introduction's links to operations open them on this page; Swagger UI itself would open another tab.
document.addEventListener("click", (event) => {
  "use strict";

  const link = event.target.closest('.info a[href^="#/"]');
  if (!link || !window.ui || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }

  const [tag, operation] = link.getAttribute("href").slice(2).split("/");
  event.preventDefault();
  history.pushState(null, "", link.hash);
  window.ui.layoutActions.show(["operations-tag", tag], true);
  window.ui.layoutActions.show(["operations", tag, operation], true);
  document.getElementById(`operations-${tag}-${operation}`)?.scrollIntoView({ behavior: "smooth" });
});
