// Reloads the page when what it shows changed, and shows what was found. Only the preview has it.
"use strict";
(() => {
  const host = document.querySelector("copydesk-preview");
  const template = host.querySelector("template");
  if (template && !host.shadowRoot) { // a browser that does not read shadow roots from HTML
    host.attachShadow({ mode: "open" }).append(template.content);
  }
  const root = host.shadowRoot;
  const own = host.dataset.own;
  const key = (name) => `copydesk-preview ${name}`;

  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "said";
  root.append(said);

  function fold() {
    const panel = root.querySelector("details");
    const kept = sessionStorage.getItem(key("open"));
    const room = panel.querySelector(".trouble") || (innerWidth >= 1280 && !panel.classList.contains("fit"));
    panel.open = kept === null ? Boolean(room) : kept === "yes";
    panel.querySelector("summary").addEventListener("click", () => {
      sessionStorage.setItem(key("open"), panel.open ? "no" : "yes");
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && panel.open) {
        panel.open = false;
        sessionStorage.setItem(key("open"), "no");
        panel.querySelector("summary").focus();
      }
    });
  }

  function show({ panel, tally }) {
    const old = root.querySelector(".body");
    const height = old.scrollTop;
    const focused = root.activeElement && root.activeElement.tagName === "SUMMARY";
    for (const part of [...root.children]) {
      if (part !== said && part.tagName !== "LINK") part.remove();
    }
    const made = document.createElement("template");
    made.innerHTML = panel;
    said.before(made.content);
    fold();
    root.querySelector(".body").scrollTop = height;
    if (focused) root.querySelector("summary").focus();
    if (said.dataset.last !== undefined && said.dataset.last !== tally) said.textContent = tally;
    said.dataset.last = tally;
  }

  // Drafts are marked where lists name them.
  const marks = JSON.parse(host.dataset.marks || "{}");
  for (const link of document.querySelectorAll("a[href]")) {
    const mark = marks[link.pathname];
    if (!mark || link.origin !== location.origin || link.hash) continue;
    const label = document.createElement("span");
    label.textContent = mark;
    label.className = "copydesk-mark";
    label.style.cssText = "margin-inline-start:.5em;padding:.1em .45em;border:1px solid currentColor;border-radius:1em;"
      + "font:600 .75rem/1.4 system-ui,sans-serif;vertical-align:middle;white-space:nowrap;color:light-dark(#7a4d00,#f0bd5e)";
    link.after(label);
  }

  const place = JSON.parse(sessionStorage.getItem(key("place")) || "null");
  sessionStorage.removeItem(key("place"));
  if (place && place.page === location.pathname) {
    const back = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    back();
    addEventListener("load", back);
  }

  let stream = null;
  function listen() {
    const query = new URLSearchParams({ page: host.dataset.page, version: host.dataset.version });
    stream = new EventSource(`${own}events?${query}`);
    stream.addEventListener("findings", (event) => show(JSON.parse(event.data)));
    stream.addEventListener("reload", () => {
      stream.close();
      sessionStorage.setItem(key("place"), JSON.stringify({ page: location.pathname, x: scrollX, y: scrollY }));
      location.reload();
    });
  }

  // A browser keeps few connections to one host, so pages that nobody sees do not listen; they catch up when shown.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      if (stream) stream.close();
      stream = null;
    } else if (!stream) listen();
  });
  addEventListener("pageshow", (event) => { if (event.persisted && !document.hidden) { if (stream) stream.close(); listen(); } });
  fold();
  if (!document.hidden) listen();
})();
