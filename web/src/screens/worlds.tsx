import { scaleLinear } from "d3-scale";
import { Figure, Picture, Select } from "../figure";
import { Interval, Point } from "../marks/marks";
import { stack, tallest } from "../marks/stack";
import { across, param, set } from "../state";
import { amount, brief, capital } from "../text";
import type { Difference, Worlds as Described } from "../view";

const DOT = 6;
const points = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });

export function Worlds({ worlds }: { worlds: Described }) {
  const world = worlds.list.find((w) => w.id === param("world")) ?? worlds.list[0];
  const same = world.differences.filter((d) => !differs(d));
  return (
    <>
      <div class="controls">
        <Select label="World" value={world.id} choices={worlds.list.map((w) => ({ value: w.id, text: w.text || w.id }))} choose={(v) => set("world", v)} />
        <p class="legend">against: {worlds.against}, {worlds.runs} runs each, with the same draws and the same luck</p>
      </div>
      {world.do.length > 0 && <p class="soft">{world.id}: {world.do.join("; ")}</p>}
      <p>{world.sentence}</p>
      <Figure
        name={`Differences from ${worlds.against}`}
        sentence="Each dot is one twentieth of the runs: how much the outcome differs within a run. The point is the mean, the line what the number of runs leaves open."
        numbers={() => [{
          head: ["outcome", world.id, worlds.against, "difference (90 %)"],
          rows: world.differences.map((d) => [d.doc ? `${d.name}: ${d.doc}` : d.name, amount(d.world, d.effect.unit), amount(d.against, d.effect.unit), d.effect.text]),
        }]}
      >
        <ul class="small">{world.differences.filter(differs).map((d) => <li><Row difference={d} against={worlds.against} /></li>)}</ul>
        {same.length > 0 && <p class="soft">The same in every run: {same.map((d) => d.name).join("; ")}.</p>}
      </Figure>
    </>
  );
}

const differs = (d: Difference) => d.effect.low !== 0 || d.effect.high !== 0 || d.dots.some((v) => v !== 0);

function Row({ difference, against }: { difference: Difference; against: string }) {
  const { effect } = difference;
  const wide = across(300);
  const values = difference.dots.filter((v) => v !== null);
  const ends = [...values, effect.low ?? 0, effect.high ?? 0, 0];
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [24, wide - 24]).nice(4);
  const dots = stack(values.map((v) => x(v)), DOT);
  const base = tallest(dots) * DOT + 4;
  return (
    <>
      <p class="event">{capital(difference.name)}</p>
      <p class="value">{effect.text} <span class="soft">({amount(difference.world, effect.unit)}; {against} {amount(difference.against, effect.unit)})</span></p>
      <Picture wide={wide} high={base + 42} label={difference.sentence}>
        <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={base + 18} />
        {dots.map((d) => <circle class="dot" cx={d.x} cy={base - DOT / 2 - d.level * DOT} r={DOT * 0.42} />)}
        <g class="axis">
          <line x1={x.range()[0]} x2={x.range()[1]} y1={base} y2={base} />
          {x.ticks(4).map((t) => <text x={x(t)} y={base + 36}>{effect.unit === "probability" ? points.format(100 * t) + " %" : brief(t, effect.unit)}</text>)}
        </g>
        <Interval x={x} y={base + 12} low={effect.low} high={effect.high} />
        <Point x={x} y={base + 12} at={effect.mean} />
      </Picture>
    </>
  );
}
