import { scaleLinear } from "d3-scale";
import { Figure, Picture, Select } from "../figure";
import { Values } from "../marks/axis";
import { Interval, Point } from "../marks/marks";
import { stack, tallest } from "../marks/stack";
import { across, param, set } from "../state";
import { capital } from "../text";
import type { Difference, Worlds as Described } from "../view";

const DOT = 6;

export function Worlds({ worlds }: { worlds: Described }) {
  const pair = worlds.pairs.find((p) => p.world === param("world") && p.against === param("against-world")) ?? worlds.pairs.find((p) => p.world === param("world")) ?? worlds.pairs[0];
  const world = worlds.list.find((w) => w.id === pair.world)!;
  const choices = (ids: string[]) => worlds.list.filter((w) => ids.includes(w.id)).map((w) => ({ value: w.id, text: w.text || w.id }));
  const name = (d: Difference) => worlds.outcomes[d.outcome].name;
  return (
    <>
      <div class="controls">
        <Select label="World" value={pair.world} choices={choices(worlds.pairs.map((p) => p.world))} choose={(v) => set("world", v)} />
        <Select label="Against" value={pair.against} choices={choices(worlds.pairs.filter((p) => p.world === pair.world).map((p) => p.against))} choose={(v) => set("against-world", v)} />
        <p class="legend">{worlds.runs} runs each, with the same draws and the same luck</p>
      </div>
      {world.do.length > 0 && <p class="soft">{world.id}: {world.do.join("; ")}</p>}
      <p>{pair.sentence}</p>
      <Figure
        name={pair.name}
        sentence={worlds.doc}
        numbers={() => [{
          head: ["outcome", pair.world, pair.against, "difference (90 %)"],
          rows: pair.differences.map((d) => {
            const { doc } = worlds.outcomes[d.outcome];
            return [doc ? `${name(d)}: ${doc}` : name(d), ...d.levels, d.effect.text];
          }),
        }]}
      >
        <ul class="small">{pair.differences.map((d) => <li><Row name={name(d)} difference={d} against={pair.against} /></li>)}</ul>
        {pair.rest.map((text) => <p class="soft">{text}</p>)}
      </Figure>
    </>
  );
}

function Row({ name, difference, against }: { name: string; difference: Difference; against: string }) {
  const { effect } = difference;
  const wide = across(300);
  const values = difference.dots.filter((v) => v !== null);
  const ends = [...values, effect.low ?? 0, effect.high ?? 0, 0];
  const x = scaleLinear([Math.min(...ends), Math.max(...ends)], [24, wide - 24]).nice(4);
  const dots = stack(values.map((v) => x(v)), DOT);
  const base = tallest(dots) * DOT + 4;
  return (
    <>
      <p class="event">{capital(name)}</p>
      <p class="value">{effect.text} <span class="soft">({difference.levels[0]}; {against} {difference.levels[1]})</span></p>
      <Picture wide={wide} high={base + 42} label={difference.sentence}>
        <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={base + 18} />
        {dots.map((d) => <circle class="dot" cx={d.x} cy={base - DOT / 2 - d.level * DOT} r={DOT * 0.42} />)}
        <Values x={x} y={base} unit={effect.unit} wide={wide} drop={36} />
        <Interval x={x} y={base + 12} low={effect.low} high={effect.high} />
        <Point x={x} y={base + 12} at={effect.mean} />
      </Picture>
    </>
  );
}
