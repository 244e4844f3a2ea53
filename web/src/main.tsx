import { render } from "preact";
import { App } from "./app";
import { printing } from "./figure";
import { Live } from "./live/live";
import { width } from "./state";
import type { Page } from "./view";

// The printed part of A4, in pixels of 1/96 inch.
const COLUMN = 680;
const SHEET = 975; // of 1009: what is kept whole on paper takes some more than on the screen
const LEAST = 0.5; // of the size on the screen

function start() {
  const text = document.querySelector('script[type="application/json"]')?.textContent; // none where a server tells
  const place = document.getElementById("page")!;
  place.replaceChildren();
  if (text) render(<App page={JSON.parse(text.replaceAll(" %", "\u00a0%")) as Page} />, place); // no line ends before its sign
  else render(<Live />, place);
  let screen = width.value;
  addEventListener("beforeprint", () => {
    screen = width.value;
    width.value = COLUMN;
    printing.value = true;
    document.documentElement.classList.add("printing");
    void fit();
  });
  addEventListener("afterprint", () => {
    papers().forEach((paper) => paper.removeAttribute("style"));
    document.documentElement.classList.remove("printing");
    width.value = screen;
    printing.value = false;
  });
}

const papers = () => [...document.querySelectorAll<HTMLElement>(".paper")];

// fit draws what is to stand on one page each smaller until all does. It only waits for
// what is drawn at once, so that it is done before the browser prints.
async function fit() {
  for (let zoom = 1; papers().length > 0 && zoom >= LEAST; zoom -= 0.02) {
    width.value = COLUMN / zoom;
    await drawn();
    for (const paper of papers()) {
      paper.style.zoom = String(zoom);
      paper.style.width = COLUMN / zoom + "px";
    }
    if (papers().every((paper) => paper.getBoundingClientRect().height <= SHEET)) return;
  }
}

async function drawn() {
  await Promise.resolve();
  await Promise.resolve();
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
