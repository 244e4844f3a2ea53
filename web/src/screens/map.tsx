import { useEffect, useMemo } from "preact/hooks";
import { signal } from "@preact/signals";
import type { MultiPolygon } from "geojson";
import { Figure, Picture, Select, Slider } from "../figure";
import { free, LINE, type Label } from "../marks/labels";
import { classes, colour, drawn, neat, type Drawn } from "../marks/map";
import { param, position, set, width } from "../state";
import { amount, brief, capital, longDate } from "../text";
import type { Map as Described, Num, Page, RunsLayer, Town } from "../view";

// Shown is a layer of all runs, or of one, in a common form.
interface Shown {
  id: string;
  name: string;
  unit: string;
  values: Num[][];
  towns: boolean;
  low?: Num[][];
  high?: Num[][];
  sentence: string;
  doc: string;
}

const SECOND = 1000; // milliseconds a day is shown while playing
const playing = signal(false);

export function MapScreen({ page, map }: { page: Page; map: Described }) {
  const last = page.dates.length - 1;
  const at = position("date", last, busiest(map));
  const played = map.played.find((p) => String(p.run) === param("play"));
  const layers = played ? played.layers.map((l) => ofRun(l, played.run)) : map.layers.map((l) => ({ ...l, towns: false }));
  const shown = layers.find((l) => l.id === param("layer")) ?? layers[0];
  const pinned = param("pin") === "" ? null : position("pin", last, 0);
  const date = (i: number) => longDate(page.dates[i]);
  const narrow = width.value < 700;

  useEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      const next = position("date", last, busiest(map)) + 1;
      if (next > last) playing.value = false;
      else set("date", String(next + 1));
    }, SECOND);
    return () => clearInterval(timer);
  }, [playing.value]);

  const sources = [{ value: "", text: "all runs" }, ...map.played.map((p) => ({ value: String(p.run), text: page.story.runs.find((r) => r.run === p.run)?.name ?? "run " + p.run }))];
  const one = (i: number) => <Sheet map={map} shown={shown} at={i} name={date(i)} named={pinned !== null} wide={pinned === null || narrow ? width.value : (width.value - 24) / 2} />;
  return (
    <Figure
      name={pinned === null ? `${shown.name}, ${date(at)}` : `${shown.name}, ${date(pinned)} and ${date(at)}`}
      sentence={shown.sentence}
      numbers={() => numbers(map, shown, pinned === null ? [at] : [pinned, at], date)}
    >
      <div class="controls">
        <Select label="Of" value={played ? String(played.run) : ""} choices={sources} choose={(v) => set("play", v)} />
        <Select label="Show" value={shown.id} choices={layers.map((l) => ({ value: l.id, text: l.name }))} choose={(v) => set("layer", v)} />
        <button type="button" aria-pressed={pinned !== null} onClick={() => set("pin", pinned === null ? String(at + 1) : "")}>{pinned === null ? "Pin this date" : "Unpin"}</button>
        <Slider label="Date" value={at} last={last} text={date} choose={(i) => set("date", String(i + 1))}>
          <button type="button" aria-pressed={playing.value} onClick={() => (playing.value = !playing.value)}>{playing.value ? "Pause" : "Play"}</button>
        </Slider>
      </div>
      {shown.doc && <p class="soft">{capital(shown.doc)}; {map.source}.</p>}
      <Legend shown={shown} />
      <div class="sheets">
        {pinned !== null && one(pinned)}
        {one(at)}
      </div>
    </Figure>
  );
}

// busiest is the day on which the first layer is highest.
export function busiest(map: Described): number {
  const sums = map.layers[0].values.map((day) => day.reduce<number>((sum, v) => sum + (v ?? 0), 0));
  return sums.indexOf(Math.max(...sums));
}

// ofRun is a layer of a single run; one of towns may have the id of one of regions.
function ofRun(l: RunsLayer, run: number): Shown {
  const towns = l.of === "towns";
  return { ...l, towns, id: towns ? l.id + "-towns" : l.id, doc: "", sentence: "One run, number " + run + ": what happens there, not how likely it is." };
}

const peak = (values: Num[][]) => Math.max(0, ...values.flat().map((v) => v ?? 0));

export function Sheet({ map, shown, at, name, named, wide, most = 560 }: { map: Described; shown: Shown; at: number; name: string; named: boolean; wide: number; most?: number }) {
  const d = useMemo(() => drawn(map.outlines, map.centre, wide, most), [map, wide, most]);
  const ends = classes(shown.unit, peak(shown.values));
  const values = shown.values[at];
  return (
    <div class="sheet">
      {named && <p class="soft">{name}</p>}
      <Picture wide={wide} high={d.high} label={`Map: ${shown.name}, ${name}`}>
        {map.outlines.features.map((f) => {
          const i = map.regions.findIndex((r) => r.id === f.id);
          const v = shown.towns ? null : values[i];
          return (
            <path class={"region " + (v === null || v === undefined ? "unknown" : "c" + colour(v, ends))} d={d.path(f as never) ?? ""}>
              <title>{map.regions[i]?.name + (shown.towns ? "" : ": " + amount(v ?? null, shown.unit))}</title>
            </path>
          );
        })}
        {shown.towns ? <Towns map={map} d={d} shown={shown} at={at} /> : <Values map={map} d={d} values={values} unit={shown.unit} ends={ends} />}
      </Picture>
    </div>
  );
}

// Values writes name and number into each region that has room for them, and nothing where
// they would run into others.
function Values({ map, d, values, unit, ends }: { map: Described; d: Drawn; values: Num[]; unit: string; ends: number[] }) {
  const kept: Label[] = [];
  const outlines = map.outlines.features.map((f) => ({ f, i: map.regions.findIndex((r) => r.id === f.id) }));
  for (const { f, i } of outlines.sort((a, b) => d.path.area(b.f as never) - d.path.area(a.f as never))) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    const fitting = free(kept, d, f.geometry as MultiPolygon, map.regions[i].name, value, unit);
    if (fitting) kept.push(fitting);
  }
  return (
    <g class="values">
      {kept.map((l) => (
        <text class={l.side || (colour(l.value, ends) > 3 ? "on" : "")} x={l.x} y={l.y}>
          {l.lines.map((line, i) => <tspan class={i === l.lines.length - 1 ? "number" : ""} x={l.x} dy={i === 0 ? 0 : LINE}>{line}</tspan>)}
        </text>
      ))}
    </g>
  );
}

const LABELLED = 6; // towns with a name on the map

// Towns are circles by their value, the largest with a name.
function Towns({ map, d, shown, at }: { map: Described; d: Drawn; shown: Shown; at: number }) {
  const most = peak(shown.values) || 1;
  const all = map.towns.map((town, i) => ({ town, v: shown.values[at][i] ?? 0, xy: d.projection([town.lon, town.lat]) })).filter((t) => t.xy !== null);
  const acting = all.filter((t) => t.v > 0).sort((a, b) => b.v - a.v);
  return (
    <g class="towns">
      {all.filter((t) => t.v <= 0).map((t) => <circle class="quiet" cx={t.xy![0]} cy={t.xy![1]} r={1.8} />)}
      {acting.map((t) => (
        <circle class="acting" cx={t.xy![0]} cy={t.xy![1]} r={radius(t.v, most)}>
          <title>{t.town.name + ": " + amount(t.v, shown.unit)}</title>
        </circle>
      ))}
      {apart(acting.length > 0 ? acting : all.filter((t) => t.town.capital), LABELLED).map((t) => (
        <text x={t.xy![0]} y={t.xy![1] - radius(t.v, most) - 3}>{label(t.town, t.v, shown.unit)}</text>
      ))}
    </g>
  );
}

const radius = (v: number, most: number) => 3 + 19 * Math.sqrt(v / most);
const label = (town: Town, v: number, unit: string) => (v > 0 && unit !== "probability" ? `${town.name} ${brief(v, unit)}` : town.name);

// apart keeps the first labels that do not run into each other.
function apart<T extends { xy: [number, number] | null }>(list: T[], most: number): T[] {
  const kept: T[] = [];
  for (const t of list) {
    const free = kept.every((k) => Math.abs(k.xy![0] - t.xy![0]) > 90 || Math.abs(k.xy![1] - t.xy![1]) > 18);
    if (free && kept.length < most) kept.push(t);
  }
  return kept;
}

export function Legend({ shown }: { shown: Shown }) {
  const most = peak(shown.values);
  if (shown.towns) return <p class="legend">Circles: {shown.name}, by area; the largest is {amount(neat(most), shown.unit)} or less.</p>;
  const ends = classes(shown.unit, most);
  return (
    <ul class="legend" aria-label="Colours">
      <li><span class="swatch b0" />none</li>
      {ends.map((end, i) => <li><span class={"swatch b" + (i + 1)} />to {brief(end, shown.unit)}</li>)}
    </ul>
  );
}

function numbers(map: Described, shown: Shown, days: number[], date: (i: number) => string) {
  const places: { name: string }[] = shown.towns ? map.towns : map.regions;
  const cell = (day: number, i: number) => {
    const v = amount(shown.values[day][i], shown.unit);
    if (!shown.low || !shown.high) return v;
    return `${v} (${amount(shown.low[day][i], shown.unit)} to ${amount(shown.high[day][i], shown.unit)})`;
  };
  const kept = places.map((p, i) => ({ p, i })).filter(({ i }) => !shown.towns || days.some((d) => (shown.values[d][i] ?? 0) > 0));
  return [{ head: [shown.towns ? "town" : "region", ...days.map(date)], rows: kept.map(({ p, i }) => [p.name, ...days.map((d) => cell(d, i))]) }];
}
