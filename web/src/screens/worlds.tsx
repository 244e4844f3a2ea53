import { scaleLinear } from "d3-scale";
import { Figure, Picture, Select } from "../figure";
import { Interval, Point } from "../marks/marks";
import { stack, tallest } from "../marks/stack";
import { param, set, width } from "../state";
import { amount, brief } from "../text";
import type { Difference, Worlds as Described } from "../view";

const DOT = 9;

export function Worlds({ worlds }: { worlds: Described }) {
  const world = worlds.list.find((w) => w.id === param("world")) ?? worlds.list[0];
  return (
    <>
      <div class="controls">
        <Select label="World" value={world.id} choices={worlds.list.map((w) => ({ value: w.id, text: w.id }))} choose={(v) => set("world", v)} />
        <p class="legend">against: {worlds.against}, {worlds.runs} runs each, with the same draws and the same luck</p>
      </div>
      <p><strong>{world.text}</strong> {world.do.length > 0 && <span class="soft">{world.do.join("; ")}</span>}</p>
      <p>{world.sentence}</p>
      <Figure
        name={`${world.id} less ${worlds.against}`}
        sentence="Each dot is one twentieth of the runs: how much the outcome differs within a run. The point is the mean, the line what the number of runs leaves open."
        numbers={() => ({
          head: ["outcome", world.id, worlds.against, "difference (90 %)"],
          rows: world.differences.map((d) => [d.name, amount(d.world, d.effect.unit), amount(d.against, d.effect.unit), d.effect.text]),
        })}
      >
        <ul class="differences">{world.differences.map((d) => <li><Row difference={d} /></li>)}</ul>
      </Figure>
    </>
  );
}

function Row({ difference }: { difference: Difference }) {
  const { effect } = difference;
  const wide = Math.min(width.value, 620);
  const values = difference.dots.filter((v) => v !== null);
  const ends = [...values, effect.low ?? 0, effect.high ?? 0, 0];
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [14, wide - 14]).nice(4);
  const dots = stack(values.map((v) => x(v)), DOT);
  const base = tallest(dots) * DOT + 4;
  return (
    <>
      <p class="event">{difference.name}</p>
      <p class="value">{effect.text}</p>
      <Picture wide={wide} high={base + 42} label={difference.sentence}>
        <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={base + 20} />
        {dots.map((d) => <circle class="dot" cx={d.x} cy={base - DOT / 2 - d.level * DOT} r={DOT * 0.42} />)}
        <g class="axis">
          <line x1={x.range()[0]} x2={x.range()[1]} y1={base} y2={base} />
          {x.ticks(4).map((t) => <text x={x(t)} y={base + 36}>{brief(t, effect.unit)}</text>)}
        </g>
        <Interval x={x} y={base + 12} low={effect.low} high={effect.high} />
        <Point x={x} y={base + 12} at={effect.mean} />
      </Picture>
      <p class="says">{difference.sentence}</p>
    </>
  );
}
