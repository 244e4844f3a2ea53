import { render } from "preact";
import { App } from "./app";
import { printing } from "./figure";
import { Live } from "./live/live";
import { width } from "./state";
import type { Page } from "./view";

const PAPER = 680; // width of a printed column, in pixels of 1/96 inch

function start() {
  const text = document.querySelector('script[type="application/json"]')?.textContent; // none where a server tells
  const place = document.getElementById("page")!;
  document.documentElement.lang = "en";
  if (text) render(<App page={JSON.parse(text.replaceAll(" %", "\u00a0%")) as Page} />, place); // no line ends before its sign
  else render(<Live />, place);
  let screen = width.value;
  addEventListener("beforeprint", () => {
    screen = width.value;
    width.value = PAPER;
    printing.value = true;
  });
  addEventListener("afterprint", () => {
    width.value = screen;
    printing.value = false;
  });
}

if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
else start();
