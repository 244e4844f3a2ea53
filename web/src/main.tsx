import { render } from "preact";
import { App } from "./app";
import { printing } from "./figure";
import { Live } from "./live/live";
import { width } from "./state";
import type { Page } from "./view";

// The printed part of A4, in pixels of 1/96 inch.
const COLUMN = 680;
const SHEET = 1000;

function start() {
  const text = document.querySelector('script[type="application/json"]')?.textContent; // none where a server tells
  const place = document.getElementById("page")!;
  document.documentElement.lang = "en";
  place.replaceChildren();
  if (text) render(<App page={JSON.parse(text.replaceAll(" %", "\u00a0%")) as Page} />, place); // no line ends before its sign
  else render(<Live />, place);
  let screen = width.value;
  addEventListener("beforeprint", () => {
    screen = width.value;
    width.value = COLUMN;
    printing.value = true;
    document.documentElement.classList.add("printing");
    queueMicrotask(() => document.querySelectorAll<HTMLElement>(".paper").forEach(fit));
  });
  addEventListener("afterprint", () => {
    document.querySelectorAll<HTMLElement>(".paper").forEach((paper) => paper.removeAttribute("style"));
    width.value = screen;
    printing.value = false;
    document.documentElement.classList.remove("printing");
  });
}

// fit makes what is to stand on one page of paper smaller until it does.
function fit(paper: HTMLElement) {
  for (let zoom = 1; zoom >= 0.5; zoom -= 0.04) {
    paper.style.zoom = String(zoom);
    paper.style.width = COLUMN / zoom + "px";
    if (paper.getBoundingClientRect().height <= SHEET) return;
  }
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
