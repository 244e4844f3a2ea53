import { Figure } from "../figure";
import { Markdown } from "../markdown";
import { width } from "../state";
import { longDate } from "../text";
import type { Page, Worlds } from "../view";
import { Verdicts } from "./argument";
import { busiest, Sheet } from "./map";
import { Probabilities } from "./story";
import { chosen, SeriesFigure } from "./timeline";
import { Deciding, Limits } from "./trust";

const DECIDING = 3; // assumptions on the second page

// Short is two pages to hand over: what comes of it, and what it rests on.
export function Short({ page }: { page: Page }) {
  const claims = page.argument?.verdicts.filter((v) => !v.putIn) ?? [];
  return (
    <>
      <section class="paper" aria-label="What comes of it">
        <p class="lead">{page.sentence}</p>
        <Probabilities odds={page.story.odds} brief />
        {page.worlds && <Others worlds={page.worlds} />}
        {page.map && <OneMap page={page} />}
      </section>
      <section class="paper" aria-label="What it rests on">
        {claims.length > 0 && <Verdicts brief name="Which sentences hold" verdicts={claims} sentence={page.argument!.sentence} />}
        {page.timeline && page.timeline.series.length > 0 && <SeriesFigure series={page.timeline.series[0]} dates={page.dates} run={chosen(page)} />}
        {page.trust.decisive.length > 0 && <Deciding decisive={page.trust.decisive.slice(0, DECIDING)} />}
        <Limits limits={page.trust.limits} />
        {page.missing.map((m) => <p class="missing">{m.why}</p>)}
        {page.trust.sources !== "" && <Markdown text={page.trust.sources} />}
      </section>
    </>
  );
}

function Others({ worlds }: { worlds: Worlds }) {
  return (
    <div class="block">
      <h3>What would have changed it</h3>
      <ul>{worlds.list.map((w) => <li>{w.sentence}</li>)}</ul>
    </div>
  );
}

function OneMap({ page }: { page: Page }) {
  const map = page.map!;
  const at = busiest(map);
  const shown = { ...map.layers[0], towns: false };
  return (
    <Figure name={shown.name} sentence={shown.sentence}>
      <Sheet map={map} shown={shown} at={at} name={longDate(page.dates[at])} named wide={width.value} most={300} />
    </Figure>
  );
}
