import { scaleLinear } from "d3-scale";
import type { ComponentChildren } from "preact";
import { Figure, Opens, Picture } from "../figure";
import { Days, Heights } from "../marks/axis";
import { hourly } from "../marks/lines";
import { Diamond, Spread, TheRecord } from "../marks/marks";
import { across, param, set, width } from "../state";
import { amount, capital, longDate, longTime, percent, shortDate } from "../text";
import type { Event, Local, Map, Num, Page, Played, Spot } from "../view";
import { noted, ofHours } from "./map";
import { Events } from "./story";

// Chosen is a region, or a town in it.
export interface Chosen {
  of: "regions" | "towns";
  i: number;
}

const LEFT = 52;
const WINDOW = 3; // days by the hour: one that is looked at, and those about it
const NARROW = 290; // pixels of a figure by day

// Place is what happens in one place: over runs by day, and by the hour in one of them.
export function Place({ page, map, local, at, played, hour }: { page: Page; map: Map; local: Local; at: Chosen; played: Played; hour: number }) {
  const { name } = map[at.of][at.i];
  const record = page.story.record.filter((e) => e.where?.[at.of].includes(at.i));
  const spot = local[at.of][at.i];
  const layers = at.of === "regions" ? map.layers.filter((l) => l.unit === "probability").map((l) => ({ ...l, of: (d: number) => [l.values[d][at.i], l.low[d][at.i], l.high[d][at.i]] })) : ofTown(local, at.i);
  const day = Math.floor(hour / 24);
  const x = scaleLinear([1, page.dates.length + 1], [LEFT, across(NARROW) - 8]);
  const y = scaleLinear([0, 1], [100, 10]);
  return (
    <>
      <Figure
        name={name + " by day, over runs"}
        sentence={spot.sentence}
        numbers={() => [{
          head: ["day", ...layers.map((l) => l.name)],
          rows: page.dates.map((date, d) => [shortDate(date), ...layers.map((l) => interval(l.of(d)))]),
        }]}
      >
        <p class="legend">{local.legend} {record.length > 0 && <TheRecord />}</p>
        <ul class="small">
          {layers.map((l) => (
            <li><Strip name={l.name} doc={l.doc} label={`${l.name} in ${name}, by day`} wide={across(NARROW)}>
              <rect class="ground" x={x(day + 1)} width={x(2) - x(1)} y={0} height={100} />
              <Heights y={y} from={LEFT} to={x.range()[1]} unit="probability" />
              <Days x={x} y={100} dates={page.dates} top={100} />
              {page.dates.map((_, d) => <Spread x={x(d + 1.5)} y={y} of={l.of(d)} />)}
              <Marks of={record} x={x} />
            </Strip></li>
          ))}
        </ul>
        {record.length > 0 && <Opens summary={local.record + " " + name}>{() => <Events of={record} dated />}</Opens>}
      </Figure>
      <InRun page={page} map={map} at={at} name={name} played={played} record={record} hour={hour} spot={spot} />
    </>
  );
}

// ofTown are the layers of a town, in which there is something in some runs on some days.
function ofTown({ layers, shares: { values, low, high } }: Local, town: number) {
  return layers.map((l) => {
    const span = l.spans.find((s) => s.place === town);
    return { ...l, of: (d: number) => ((n) => [values[n], low[n], high[n]])(span?.values[d - span.from] ?? 0) };
  });
}

const interval = ([v, low, high]: Num[]) => `${percent(v)} (${percent(low)} to ${percent(high)})`;

function InRun({ page, map, at, name, played, record, hour, spot }: { page: Page; map: Map; at: Chosen; name: string; played: Played; record: Event[]; hour: number; spot: Spot }) {
  const words = played.words.find((w) => w.of === at.of && w.place === at.i);
  const day = Math.floor(hour / 24);
  const first = Math.max(0, Math.min(day - 1, page.dates.length - WINDOW));
  const dates = page.dates.slice(first, first + WINDOW);
  const x = scaleLinear([first + 1, first + 1 + dates.length], [LEFT, width.value - 8]);
  const layers = played.hours.filter((l) => l.of === at.of && l.spans.some((s) => s.place === at.i)).map((l) => ({
    ...l,
    name: played.hours.find((h) => h.id === l.id)!.name,
    of: ofHours(map, played, l).at,
    top: Math.max(...l.spans.flatMap((s) => (s.place === at.i ? s.values : [])) as number[]),
  }));
  const then = record.filter((e) => e.day === day + 1);
  const value = (l: (typeof layers)[0], h: number) => l.of(h)[at.i];
  return (
    <Figure
      name={`${name}, ${longDate(page.dates[day])}: ${played.name}`}
      sentence={words?.whole || spot.quiet + " " + spot.sentence}
      numbers={layers.length === 0 ? undefined : () => [{
        head: ["hour", ...layers.map((l) => l.name)],
        rows: Array.from({ length: 24 }, (_, k) => [longTime(map.start, 24 * day + k), ...layers.map((l) => amount(value(l, 24 * day + k)))]),
      }]}
    >
      {words && <p aria-live="polite"><strong>{name}, {longDate(page.dates[day])}:</strong> {noted(words.days, 24 * day)}</p>}
      {spot.run !== null && spot.run !== played.run && <button type="button" onClick={() => set("play", String(spot.run))}>Open run {spot.run}</button>}
      {layers.map((l) => {
        const y = scaleLinear([0, l.top], [80, 10]);
        return (
          <Strip name={l.name} label={`${l.name} in ${name} by the hour, ${longDate(page.dates[day])} and about it`} wide={width.value}>
            <rect class="ground" x={x(day + 1)} width={x(2) - x(1)} y={0} height={80} />
            <Heights y={y} from={LEFT} to={x.range()[1]} unit={l.unit} whole />
            <Days x={x} y={80} dates={dates} first={first} top={80} hours />
            <path class="step" d={hourly(Array.from({ length: 24 * dates.length }, (_, k) => value(l, 24 * first + k) ?? 0), (k) => x(first + 1 + k / 24), y)} />
            {param("by") && <line class="zero" x1={x(1 + hour / 24)} x2={x(1 + hour / 24)} y1={4} y2={80} />}
            <Marks of={record.filter((e) => e.day > first && e.day <= first + WINDOW)} x={x} />
          </Strip>
        );
      })}
      {then.length > 0 && <p class="legend"><TheRecord /></p>}
      <Events of={then} dated />
    </Figure>
  );
}

// Strip is one quantity.
function Strip({ name, doc, label, wide, children }: { name: string; doc?: string; label: string; wide: number; children: ComponentChildren }) {
  return (
    <>
      <h4>{capital(name)}</h4>
      {doc && <p class="soft">{doc}</p>}
      <Picture wide={wide} high={124} label={label}>{children}</Picture>
    </>
  );
}

// Marks are what the record has, at its hour, or in the middle of its day where none is known.
function Marks({ of, x }: { of: Event[]; x: (day: number) => number }) {
  return <>{of.map((e) => <Diamond x={x} y={6} at={e.when.includes(":") ? 1 + e.hour / 24 : e.day + 0.5} r={5} />)}</>;
}
