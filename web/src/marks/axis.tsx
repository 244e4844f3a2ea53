import type { ScaleLinear, ScalePower } from "d3-scale";
import { shortDate } from "../text";

const TICK = 64; // pixels for a date

// Days is the axis of the crisis' days: a tick where a day begins, as many with a date as fit;
// through is between which heights its lines go on. Of dates from a first on, hours are marked too.
export function Days({ x, y, dates, first = 0, top = 0, through, hours }: { x: ScaleLinear<number, number>; y: number; dates: string[]; first?: number; top?: number; through?: [number, number]; hours?: boolean }) {
  const room = Math.max(1, Math.floor((x.range()[1] - x.range()[0]) / TICK));
  const step = Math.ceil(dates.length / room);
  return (
    <g class="axis">
      {dates.map((date, i) => i % step === 0 && (
        <g>
          <line class="grid" x1={x(first + i + 1)} x2={x(first + i + 1)} y1={top} y2={y + 4} />
          {through && <line class="grid" x1={x(first + i + 1)} x2={x(first + i + 1)} y1={through[0]} y2={through[1]} />}
          <text class={i === 0 ? "start" : ""} x={i === 0 ? x.range()[0] : x(first + i + 1)} y={y + 17}>{shortDate(date)}</text>
          {hours && (x(2) - x(1) > 3 * TICK ? [6, 12, 18] : [12]).map((h) => <text x={x(first + i + 1 + h / 24)} y={y + 17}>{h}</text>)}
        </g>
      ))}
      <line x1={x.range()[0]} x2={x.range()[1]} y1={y} y2={y} />
    </g>
  );
}

// Heights is the axis of values, with lines across.
export function Heights({ y, from, to, text }: { y: ScaleLinear<number, number> | ScalePower<number, number>; from: number; to: number; text: (v: number) => string }) {
  const [least, most] = y.domain();
  const ticks = "exponent" in y ? [0, 0.1, 0.4, 1].map((share) => share * most) : y.ticks(4);
  return (
    <g class="axis">
      {ticks.filter((v) => v >= least).map((v) => (
        <g>
          <line class="grid" x1={from} x2={to} y1={y(v)} y2={y(v)} />
          <text class="end" x={from - 6} y={y(v) + 4}>{text(v)}</text>
        </g>
      ))}
    </g>
  );
}

// Chances is the axis from 0 to 100 %.
export function Chances({ x, y }: { x: ScaleLinear<number, number>; y: number }) {
  return (
    <g class="axis">
      <line x1={x(0)} x2={x(1)} y1={y} y2={y} />
      {[0, 0.25, 0.5, 0.75, 1].map((p) => (
        <g>
          <line x1={x(p)} x2={x(p)} y1={y} y2={y + 4} />
          <text x={x(p)} y={y + 17}>{100 * p + " %"}</text>
        </g>
      ))}
    </g>
  );
}
