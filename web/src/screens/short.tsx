import { Facts, Figure } from "../figure";
import { Header } from "../header";
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

// Short is two pages to hand over: what comes of it, and what it rests on. An argument fills
// the second; without one it has what the first then has no room for.
export function Short({ page }: { page: Page }) {
  const half = width.value >= 640 ? (width.value - GAP) / 2 : width.value;
  const { hindcast, backtest, cited, decisive, limits, misses } = page.trust;
  const scored = [hindcast?.brief, ...(backtest?.questions ?? []).map((q) => q.brief)].filter((text) => text !== undefined);
  const series = page.timeline?.series[0];
  const course = series && <SeriesFigure series={series} dates={page.dates} run={chosen(page)} brief />;
  const { argument, worlds } = page;
  return (
    <main>
      <section class="paper">
        <Header page={page} />
        <h2 class="hidden">What comes of it</h2>
        <p><strong>{page.question}</strong></p>
        <p class="lead">{page.sentence}</p>
        <Facts of={page.story.setting} long />
        <div class="columns">
          <Probabilities likely={page.story.likely} wide={half * 0.5} brief />
          <div>
            {worlds && <Others worlds={worlds} />}
            {page.map && (argument || !worlds) && <OneMap page={page} wide={half} />}
          </div>
        </div>
        {argument && course}
      </section>
      <section class="paper">
        <h2 class="hidden">What it rests on</h2>
        {argument ? <><VerdictLines argument={argument} /><Rule argument={argument} /></> : (
          <>
            {page.map && worlds && <OneMap page={page} wide={width.value} />}
            {course}
            <List name="Single runs" of={page.story.runs.map((r) => `${r.name}: ${r.sentence}`)} />
          </>
        )}
        {decisive.length > 0 && <Deciding decisive={decisive.slice(0, DECIDING)} />}
        <div class="columns">
          <Limits limits={limits} />
          <div>
            <List name="Where it misses the record most" of={misses.slice(0, DECIDING)} />
            <List name="How the model fares" of={scored} />
            <List name="What is not here" of={page.missing.map((m) => m.why)} />
            <List name="Sources" of={cited} />
          </div>
        </div>
        <p class="soft">{page.asked.map((e) => `${e.label} ${e.value}`).join(" · ")}</p>
      </section>
    </main>
  );
}

const List = ({ name, of }: { name: string; of: string[] }) => (of.length === 0 ? null : <div class="block"><h3>{name}</h3><ul>{of.map((text) => <li>{text}</li>)}</ul></div>);

function Others({ worlds }: { worlds: Worlds }) {
  const first = worlds.list[0].id;
  return (
    <div>
      <h3>What would have changed it</h3>
      <p class="soft">{worlds.runs} runs each, with the same luck, against {first}</p>
      <ul>{worlds.pairs.filter((p) => p.against === first).map((p) => <li><strong>{worlds.list.find((w) => w.id === p.world)!.text}</strong> {p.brief}</li>)}</ul>
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
