import { scaleLinear } from "d3-scale";
import { Figure, Picture, printing, Select } from "../figure";
import { Days, Heights } from "../marks/axis";
import { daily, heights } from "../marks/lines";
import { Diamond, Shape, TheRecord } from "../marks/marks";
import { stack, tallest } from "../marks/stack";
import { param, set, width } from "../state";
import { amount, capital, lines, none, shortDate } from "../text";
import type { Lane, Num, Page, Panel, Series, Timeline as Described } from "../view";

export function Timeline({ page, timeline }: { page: Page; timeline: Described }) {
  const drawn = new Set(timeline.series.flatMap((s) => s.panels.flatMap((p) => p.trajectories.map((t) => t.run))));
  const choices = [...drawn].sort((a, b) => a - b).map((run) => ({ value: String(run), text: page.story.runs.find((r) => r.run === run)?.name ?? "run " + run }));
  return (
    <>
      <p>{timeline.sentence}</p>
      <div class="controls">
        <Select label="Highlight" value={chosen(page)} choices={[...choices, { value: "none", text: "no run" }]} choose={(v) => set("run", v)} />
        <p class="legend">
          <span class="key run" /> a run <span class="key chosen" /> the highlighted one
        </p>
      </div>
      {timeline.series.map((s) => <SeriesFigure series={s} dates={page.dates} run={chosen(page)} />)}
      {timeline.lanes.length > 0 && <Firsts timeline={timeline} page={page} />}
    </>
  );
}

// chosen is the run that is highlighted: one that the story tells, unless another is asked for.
export const chosen = (page: Page) => param("run") || String(page.story.runs[0]?.run ?? "none");

const BESIDE = 640; // pixels from which two panels stand side by side
const LEFT = 52;

export function SeriesFigure({ series, dates, run, brief = false }: { series: Series; dates: string[]; run: string; brief?: boolean }) {
  const panels = series.panels.filter((p) => p.trajectories.length > 0);
  const beside = width.value >= BESIDE && panels.length > 1;
  const wide = beside ? (width.value - 24) / 2 : width.value;
  return (
    <Figure name={series.name} sentence={series.sentence} numbers={brief ? undefined : () => numbers(series, panels, dates)}>
      {panels.some((p) => p.record) && <p class="legend"><TheRecord /></p>}
      <div class="panels">{panels.map((p) => <PanelOf series={series} panel={p} dates={dates} wide={wide} high={brief || printing.value ? 110 : 190} run={run} />)}</div>
    </Figure>
  );
}

function PanelOf({ series, panel, dates, wide, high, run }: { series: Series; panel: Panel; dates: string[]; wide: number; high: number; run: string }) {
  const x = scaleLinear([1, dates.length + 1], [LEFT, wide - 8]);
  const { y, root } = heights(series, high, 10);
  const highlighted = panel.trajectories.find((t) => String(t.run) === run);
  return (
    <div style={{ width: wide + "px" }}>
      <h4>{capital(panel.name)} <span class="soft">{panel.count}{root && ", root scale"}</span></h4>
      <Picture wide={wide} high={high + 24} label={`${series.name} by day, ${panel.name}: ${panel.trajectories.length} runs`}>
        <Heights y={y} from={LEFT} to={wide - 8} unit={series.unit} />
        <Days x={x} y={high} dates={dates} top={high} />
        <g class="runs">
          {panel.trajectories.map((t) => (
            <path d={daily(t.values, x, y)} onClick={() => set("run", String(t.run))}>
              <title>run {t.run}</title>
            </path>
          ))}
        </g>
        {highlighted && <path class="chosen" d={daily(highlighted.values, x, y)} />}
        {panel.record && series.record.map((r) => (
          <g class="recorded">
            {r.low !== null && r.high !== null && <line x1={x(r.day + 0.5)} x2={x(r.day + 0.5)} y1={y(r.low)} y2={y(r.high)} />}
            {r.value !== null && <Diamond x={() => x(r.day + 0.5)} y={y(r.value)} at={r.value} r={5} />}
          </g>
        ))}
      </Picture>
    </div>
  );
}

// numbers is a table for each panel.
function numbers(series: Series, panels: Panel[], dates: string[]) {
  const text = (v: Num | undefined) => amount(v ?? null, series.unit === "probability" ? series.unit : "");
  return panels.map((p) => ({
    name: p.name,
    head: ["day", ...(p.record ? ["record"] : []), ...p.trajectories.map((t) => "run " + t.run)],
    rows: dates.map((date, i) => [shortDate(date), ...(p.record ? [text(series.record.find((r) => r.day === i + 1)?.value)] : []), ...p.trajectories.map((t) => text(t.values[i]))]),
  }));
}

const DOT = 8;
const LETTER = 7.4; // pixels, on average
const LINE = 16;
const TOP = 26; // of the axis above the lanes

// Firsts has a row for each thing that can happen: when it first does, in twenty dots.
function Firsts({ timeline, page }: { timeline: Described; page: Page }) {
  return (
    <Figure
      {...timeline.firsts}
      numbers={() => [{
        head: ["what", "probability", "days (median, 90 % of runs)", "record, day"],
        rows: timeline.lanes.flatMap((k) => k.lanes).map((l) => [l.name, l.chance.text, l.when.of > 0 ? l.when.text : none, l.record === null ? none : amount(l.record)]),
      }]}
    >
      {timeline.lanes.map((k) => <><h4>{k.name}</h4><LanesOf lanes={k.lanes} name={k.name} page={page} /></>)}
    </Figure>
  );
}

function LanesOf({ lanes, name, page }: { lanes: Lane[]; name: string; page: Page }) {
  const { dates } = page;
  const told = page.story.runs.find((r) => String(r.run) === chosen(page));
  const narrow = width.value < BESIDE;
  const left = narrow ? 8 : Math.min(360, width.value / 2);
  const right = width.value - 8;
  const x = scaleLinear([1, dates.length + 1], [left, right]);
  let y = TOP;
  const rows = lanes.map((lane) => {
    const within = lane.dots.filter((d) => d !== null && d <= dates.length + 1) as number[];
    const dots = stack(within.map((d) => x(d)), DOT);
    const text = lines(capital(lane.name), Math.floor((narrow ? width.value : left) / LETTER)).concat(lane.chance.text);
    const stacked = tallest(dots) * DOT;
    y += narrow ? stacked + text.length * LINE + 18 : Math.max(text.length * LINE + 14, stacked + 20);
    const hour = told?.events.find((e) => e.text.startsWith(capital(lane.name)))?.hour;
    return { lane, text, top: y - (narrow ? stacked : 0) - text.length * LINE + 10, dots, base: y, happened: hour === undefined ? null : x(1 + hour / 24) };
  });
  return (
    <Picture wide={width.value} high={y + 14} label={name + ": when they first happen"}>
      <Days x={x} y={4} dates={dates} top={4} through={[TOP, y]} />
      {rows.map(({ lane, text, top, dots, base, happened }) => (
        <g class="lane">
          <line class="grid" x1={left} x2={right} y1={base} y2={base} />
          <text class="name" y={top}>
            {text.map((line, i) => <tspan class={i === text.length - 1 ? "soft" : ""} x={narrow ? 8 : 0} dy={i === 0 ? 0 : LINE}>{line}</tspan>)}
          </text>
          {dots.map((d) => <Shape kind={lane.kind} x={d.x} y={base - DOT / 2 - d.level * DOT} r={DOT * 0.42} />)}
          {lane.later && <text class="end" x={right} y={base - DOT - 4}>{lane.later}</text>}
          {happened !== null && <line class="chosen" x1={happened} x2={happened} y1={base - 22} y2={base + 4} />}
          {lane.record !== null && <Diamond x={x} y={base + 6} at={lane.record} r={5} />}
        </g>
      ))}
    </Picture>
  );
}
