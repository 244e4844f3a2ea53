import { Facts, Opens, printing } from "./figure";
import type { Page } from "./view";

export function Header({ page }: { page: Page }) {
  return (
    <header>
      <h1>{page.title}</h1>
      <p class="summary">{page.summary}</p>
      {page.uncalibrated && <p class="warning"><span aria-hidden="true">⚠ </span>{page.uncalibrated}</p>}
      {!page.short && <Opens summary="What was run">{() => <Facts of={page.asked} />}</Opens>}
      {printing.value && !page.short && <p class="soft">{page.paper}</p>}
    </header>
  );
}

// asked is what was run, in a line: all that comes before the seed, without what explains it.
export function asked(page: Page): string {
  const end = page.asked.findIndex((e) => e.label === "seed");
  return page.asked.slice(1, end).map((e) => `${e.label} ${e.label === "world" ? e.value.split(":")[0] : e.value}`).join(" · ");
}
