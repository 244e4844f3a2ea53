import { useEffect, useMemo, useRef } from "preact/hooks";
import { signal } from "@preact/signals";
import { Figure, Pick, Picture, Select, Slider } from "../figure";
import { free, LETTER, LINE, type Label } from "../marks/labels";
import { classes, colour, drawn, shapes, type Drawn, type Shape } from "../marks/map";
import { press, toward } from "../marks/press";
import { param, position, set, width } from "../state";
import { amount, brief, longDate, longTime } from "../text";
import type { HourLayer, Layer, Map as Described, Note, Num, Page, Played, RunsLayer, StoryRun, Town } from "../view";
import { Place, type Chosen } from "./place";
import { Events } from "./story";

// Shown is a layer of all runs, or of one by day or by hour, in a common form.
export interface Shown {
  id: string;
  name: string;
  unit: string;
  at: (step: number) => Num[]; // by region or town
  most: number;
  towns: boolean;
  low?: Num[][];
  high?: Num[][];
  sentence: string;
  doc: string;
  legend: string;
}

const SECOND = 1000; // milliseconds a day is shown while playing
const QUICK = SECOND / 4; // and an hour, for those who do not mind things that move
const EVENTS = 6; // of a run, beside its map
const ASIDE = 300; // pixels for them
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const playing = signal(false);

export function MapScreen({ page, map }: { page: Page; map: Described }) {
  const played = map.played.find((p) => String(p.run) === param("play"));
  const hourly = played !== undefined && param("by") === "hour";
  const last = page.dates.length * (hourly ? 24 : 1) - 1;
  const day = position("date", page.dates.length - 1, busiest(map));
  const at = hourly ? position("hour", last, 24 * day + NOON) : day;
  const go = (step: number) => set(hourly ? "hour" : "date", String(step + 1));
  const layers = !played ? map.layers.map(ofAll) : hourly ? played.hours.map((l) => ofHours(map, played, l)) : played.layers.map((l) => ofRun(played, l));
  const shown = layers.find((l) => l.id === param("layer")) ?? layers[0];
  const pinned = param("pin") === "" ? null : position("pin", last, 0);
  const date = (i: number) => (hourly ? longTime(map.start, i) : longDate(page.dates[i]));
  const run = page.story.runs.find((r) => r.run === played?.run);
  const aside = hourly && run !== undefined;
  const beside = aside && width.value >= 900;
  const wide = beside ? width.value - ASIDE - GAP : width.value;
  const narrow = width.value < 700;

  const now = useRef({ at, last, go });
  now.current = { at, last, go }; // what the timer goes on from
  useEffect(() => {
    if (!playing.value) return;
    const timer = setInterval(() => {
      const { at, last, go } = now.current;
      if (at >= last) playing.value = false;
      else go(at + 1);
    }, hourly && !calm.matches ? QUICK : SECOND);
    return () => clearInterval(timer);
  }, [playing.value, hourly]);

  // steps changes what a step is, and stays at the time that is shown.
  const steps = (by: string) => {
    playing.value = false;
    set("pin", "");
    if (by === "hour") set("hour", String(24 * day + NOON + 1));
    else set("date", String(Math.floor(at / 24) + 1));
    set("by", by);
  };
  const sources = [{ value: "", text: "all runs" }, ...map.played.map((p) => ({ value: String(p.run), text: p.name }))];
  const region = map.regions.findIndex((r) => r.id === param("region"));
  const town = map.towns.findIndex((t) => t.id === param("town") && t.region === region);
  const chosen: Chosen | undefined = region < 0 ? undefined : town < 0 ? { of: "regions", i: region } : { of: "towns", i: town };
  const choose = ({ of, i }: Chosen) => {
    const again = chosen?.of === of && chosen.i === i;
    set("region", again ? "" : map.regions[of === "towns" ? map.towns[i].region : i].id);
    set("town", of === "towns" && !again ? map.towns[i].id : "");
  };
  const one = (i: number) => <Sheet map={map} shown={shown} at={i} name={date(i)} dated={pinned !== null} wide={pinned === null || narrow ? wide : (wide - GAP) / 2} chosen={chosen} choose={choose} />;
  const dates = pinned === null ? [at] : [pinned, at];
  const troops = dates.map((i) => noted((played ?? map).troops, hourly ? i : 24 * i + 23)).filter((text) => text !== "");
  const next = aside ? run.events.find((e) => e.hour > at) : undefined;
  return (
    <>
    <Figure
      name={pinned === null ? `${shown.name}, ${date(at)}` : `${shown.name}, ${date(pinned)} and ${date(at)}`}
      sentence={shown.sentence}
      numbers={() => numbers(map, shown, dates, date)}
    >
      <div class="controls">
        <Select label="Of" value={played ? String(played.run) : ""} choices={sources} choose={(v) => set("play", v)} />
        <Select label="Show" value={shown.id} choices={layers.map((l) => ({ value: l.id, text: l.name }))} choose={(v) => set("layer", v)} />
        {played && <Pick label="Step" name="by" value={hourly ? "hour" : ""} choices={[{ value: "", text: "day" }, { value: "hour", text: "hour" }]} choose={steps} />}
        <Select label="Region" value={map.regions[region]?.id ?? ""} choices={[{ value: "", text: "all" }, ...map.regions.map(choice)]} choose={(v) => set("region", v)} />
        {chosen && <Select label="Town" value={map.towns[town]?.id ?? ""} choices={[{ value: "", text: "all" }, ...map.towns.filter((t) => t.region === region).map(choice)]} choose={(v) => set("town", v)} />}
        <button type="button" aria-pressed={pinned !== null} onClick={() => set("pin", pinned === null ? String(at + 1) : "")}>{pinned === null ? (hourly ? "Pin this hour" : "Pin this date") : "Unpin"}</button>
        <Slider label={hourly ? "Hour" : "Date"} value={at} last={last} text={date} choose={go}>
          <button type="button" aria-pressed={playing.value} onClick={() => (playing.value = !playing.value)}>{playing.value ? "Pause" : "Play"}</button>
          {aside && <button type="button" disabled={!next} onClick={() => go(next!.hour)}>Next event</button>}
        </Slider>
      </div>
      {shown.doc && <p class="soft">{shown.doc}</p>}
      {(troops.length > 0 || ABROAD.includes(shown.id)) && <p class="soft troops">{troops.join(" ")} {map.nowhere}</p>}
      <Legend shown={shown} />
      <div class="sheets">
        {pinned !== null && one(pinned)}
        {one(at)}
        {aside && <Until run={run} hour={at} heading={map.until} wide={beside ? ASIDE : width.value} />}
      </div>
    </Figure>
    {chosen && map.local && <Place page={page} map={map} local={map.local} at={chosen} played={played ?? map.played[0]} hour={hourly ? at : 24 * at + NOON} />}
    </>
  );
}

const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, text: name });
const GAP = 24;
const NOON = 12; // the hour at which a day is opened
const ABROAD = ["troops", "freed", "tied"]; // layers of what foreign troops do

// Until is what has happened in a run by an hour, the latest first.
function Until({ run, hour, heading, wide }: { run: StoryRun; hour: number; heading: string; wide: number }) {
  const past = run.events.filter((e) => e.hour <= hour).slice(-EVENTS).reverse();
  return (
    <div class="until" style={{ width: wide + "px" }}>
      {past.length > 0 && <h4>{heading}</h4>}
      <Events of={past} dated now={hour} />
    </div>
  );
}

// noted is the text that holds at an hour; none before the first.
export const noted = (notes: Note[], hour: number) => notes.findLast((n) => n.hour <= hour)?.text ?? "";

// busiest is the day on which the first layer is highest.
export function busiest(map: Described): number {
  const sums = map.layers[0].values.map((day) => day.reduce<number>((sum, v) => sum + (v ?? 0), 0));
  return sums.indexOf(Math.max(...sums));
}

const peak = (values: Num[][]) => Math.max(0, ...values.flat().map((v) => v ?? 0));

export const ofAll = (l: Layer): Shown => ({ ...l, at: (i) => l.values[i], most: peak(l.values), towns: false, legend: "" });

// layerID tells a layer of towns from one of regions.
const layerID = (l: RunsLayer | HourLayer) => (l.of === "towns" ? l.id + "-towns" : l.id);

function ofRun(p: Played, l: RunsLayer): Shown {
  return { ...l, at: (i) => l.values[i], most: peak(l.values), towns: l.of === "towns", id: layerID(l), doc: "", sentence: p.sentence };
}

export function ofHours(map: Described, p: Played, l: HourLayer): Shown {
  const towns = l.of === "towns";
  const at = (hour: number) => {
    const values: Num[] = Array(towns ? map.towns.length : map.regions.length).fill(0);
    for (const s of l.spans) if (hour >= s.from && hour < s.from + s.values.length) values[s.place] = s.values[hour - s.from];
    return values;
  };
  return { ...l, at, most: l.most ?? 0, towns, id: layerID(l), doc: "", sentence: p.sentence };
}

export function Sheet({ map, shown, at, name, dated, wide, most = 560, chosen, choose }: { map: Described; shown: Shown; at: number; name: string; dated: boolean; wide: number; most?: number; chosen?: Chosen; choose?: (place: Chosen) => void }) {
  const d = useMemo(() => drawn(map.outlines, map.centre, wide, most), [map, wide, most]);
  const regions = useMemo(() => shapes(d, map.outlines).map((shape) => ({ shape, i: map.regions.findIndex((r) => r.id === shape.id) })), [d, map]);
  const ends = classes(shown.unit, shown.most);
  const values = shown.at(at);
  const { kept, rest } = named(map, regions, d.wide, shown.towns ? [] : values, shown.unit);
  return (
    <div class="sheet">
      {dated && <p class="soft">{name}</p>}
      <Picture wide={wide} high={d.high} label={`Map: ${shown.name}, ${name}`} keys={choose && toward}>
        {regions.map(({ shape, i }, k) => {
          const v = shown.towns ? null : values[i];
          const here = chosen?.of === "regions" && chosen.i === i;
          const text = map.regions[i]?.name + (shown.towns ? "" : ": " + amount(v ?? null, shown.unit));
          return (
            <path class={"region " + (v === null || v === undefined ? "unknown" : "c" + colour(v, ends))} d={shape.path} {...press(text, here, k === 0 && !chosen, choose && (() => choose({ of: "regions", i })))}>
              <title>{text}</title>
            </path>
          );
        })}
        {regions.map(({ shape, i }) => map.regions[i].id === param("region") && choose && <path class="here" d={shape.path} />)}
        {shown.towns ? <Towns map={map} d={d} shown={shown} values={values} chosen={chosen} choose={choose} /> : <Values kept={kept} ends={ends} />}
      </Picture>
      {!choose && rest.length > 0 && <p class="soft">{rest.join(", ")}</p>}
    </div>
  );
}

// named are name and number of each region that has room for them, and the regions where
// they would run into others.
function named(map: Described, regions: { shape: Shape; i: number }[], wide: number, values: Num[], unit: string) {
  const kept: Label[] = [];
  const rest: string[] = [];
  for (const { shape, i } of regions) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    const fitting = free(kept, shape, wide, map.regions[i].name, value, unit);
    if (fitting) kept.push(fitting);
    else rest.push(map.regions[i].name + " " + brief(value, unit));
  }
  return { kept, rest };
}

function Values({ kept, ends }: { kept: Label[]; ends: number[] }) {
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
function Towns({ map, d, shown, values, chosen, choose }: { map: Described; d: Drawn; shown: Shown; values: Num[]; chosen?: Chosen; choose?: (place: Chosen) => void }) {
  const most = shown.most || 1;
  const all = map.towns.map((town, i) => ({ town, i, v: values[i] ?? 0, xy: d.projection([town.lon, town.lat]) })).filter((t) => t.xy !== null);
  const title = (t: (typeof all)[0]) => t.town.name + ": " + amount(t.v, shown.unit);
  const acting = all.filter((t) => t.v > 0).sort((a, b) => b.v - a.v);
  return (
    <g class="towns">
      {all.filter((t) => t.v <= 0).map((t) => <circle class="quiet" cx={t.xy![0]} cy={t.xy![1]} r={1.8} />)}
      {chosen?.of === "towns" && <circle class="here" cx={all[chosen.i].xy![0]} cy={all[chosen.i].xy![1]} r={8} />}
      {acting.map((t) => (
        <circle class="acting" cx={t.xy![0]} cy={t.xy![1]} r={radius(t.v, most)} {...press(title(t), chosen?.of === "towns" && chosen.i === t.i, false, choose && (() => choose({ of: "towns", i: t.i })))}>
          <title>{title(t)}</title>
        </circle>
      ))}
      {apart(acting.length > 0 ? acting : all.filter((t) => t.town.capital), LABELLED).map((t) => (
        <text x={within(t.xy![0], label(t.town, t.v, shown.unit), d.wide)} y={Math.max(LINE, t.xy![1] - radius(t.v, most) - 3)}>{label(t.town, t.v, shown.unit)}</text>
      ))}
    </g>
  );
}

// within keeps a label, which stands on its middle, in the picture.
function within(x: number, text: string, wide: number): number {
  const half = (text.length * LETTER) / 2;
  return Math.min(wide - half, Math.max(half, x));
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
  if (shown.towns) return <p class="legend">{shown.legend}</p>;
  const ends = classes(shown.unit, shown.most);
  return (
    <ul class="legend" aria-label="Colours">
      <li><span class="swatch b0" />none</li>
      {ends.map((end, i) => <li><span class={"swatch b" + (i + 1)} />to {brief(end, shown.unit)}</li>)}
    </ul>
  );
}

function numbers(map: Described, shown: Shown, days: number[], date: (i: number) => string) {
  const places: { name: string }[] = shown.towns ? map.towns : map.regions;
  const values = days.map(shown.at);
  const cell = (n: number, i: number) => {
    const [day, v] = [days[n], amount(values[n][i], shown.unit)];
    if (!shown.low || !shown.high) return v;
    return `${v} (${amount(shown.low[day][i], shown.unit)} to ${amount(shown.high[day][i], shown.unit)})`;
  };
  const kept = places.map((p, i) => ({ p, i })).filter(({ i }) => !shown.towns || values.some((v) => (v[i] ?? 0) > 0));
  return [{ head: [shown.towns ? "town" : "region", ...days.map(date)], rows: kept.map(({ p, i }) => [p.name, ...days.map((_, n) => cell(n, i))]) }];
}
