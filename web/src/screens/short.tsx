import { Header } from "../header";
import { Figure } from "../figure";
import { blocks, Markdown } from "../markdown";
import { width } from "../state";
import { longDate } from "../text";
import type { Page, Worlds } from "../view";
import { Rule, VerdictLines } from "./argument";
import { busiest, Legend, ofAll, Sheet } from "./map";
import { Probabilities } from "./story";
import { chosen, SeriesFigure } from "./timeline";
import { Deciding, Limits } from "./trust";

const DECIDING = 3; // assumptions on the second page
const GAP = 32;

// Short is two pages to hand over: what comes of it, and what it rests on.
export function Short({ page }: { page: Page }) {
  const half = width.value >= 640 ? (width.value - GAP) / 2 : width.value;
  const sources = blocks(page.trust.sources).find((b) => b.startsWith("|")) ?? page.trust.sources;
  const { hindcast, backtest } = page.trust;
  const scored = [hindcast?.brief, ...(backtest?.questions ?? []).map((q) => q.brief)].filter((text) => text !== undefined);
  return (
    <main>
      <section class="paper">
        <Header page={page} />
        <h2 class="hidden">What comes of it</h2>
        <p class="lead">{page.sentence}</p>
        <div class="columns">
          <Probabilities likely={page.story.likely} wide={half * 0.55} brief />
          <div>
            {page.map && <OneMap page={page} wide={half} />}
            {page.worlds && <Others worlds={page.worlds} />}
          </div>
        </div>
        {page.timeline && page.timeline.series.length > 0 && <SeriesFigure series={page.timeline.series[0]} dates={page.dates} run={chosen(page)} brief />}
      </section>
      <section class="paper">
        <h2 class="hidden">What it rests on</h2>
        {page.argument && <VerdictLines argument={page.argument} />}
        {page.trust.decisive.length > 0 && <Deciding decisive={page.trust.decisive.slice(0, DECIDING)} />}
        {scored.length > 0 && <div class="block"><h3>How the model fares</h3><ul>{scored.map((text) => <li>{text}</li>)}</ul></div>}
        <Limits limits={page.trust.limits} />
        {page.argument && <Rule argument={page.argument} />}
        {page.missing.length > 0 && <div class="block"><h3>What is not here</h3><ul>{page.missing.map((m) => <li>{m.why} {m.how}</li>)}</ul></div>}
        {sources !== "" && <div class="block"><h3>Sources</h3><Markdown text={sources} /></div>}
      </section>
    </main>
  );
}

function Others({ worlds }: { worlds: Worlds }) {
  return (
    <div class="block">
      <h3>What would have changed it</h3>
      <ul>{worlds.pairs.filter((p) => p.against === worlds.list[0].id).map((p) => <li><strong>{worlds.list.find((w) => w.id === p.world)!.text}</strong> {p.sentence}</li>)}</ul>
    </div>
  );
}

function OneMap({ page, wide }: { page: Page; wide: number }) {
  const map = page.map!;
  const at = busiest(map);
  const shown = ofAll(map.layers[0]);
  return (
    <Figure name={`${shown.name}, ${longDate(page.dates[at])}`} sentence={shown.sentence}>
      <Sheet map={map} shown={shown} at={at} name={longDate(page.dates[at])} dated={false} wide={wide} most={300} />
      <Legend shown={shown} />
    </Figure>
  );
}
