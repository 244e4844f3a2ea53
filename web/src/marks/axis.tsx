import type { ScaleLinear, ScalePower } from "d3-scale";
import { shortDate, ticks as labelled } from "../text";

const LETTER = 7.6; // pixels, at most on average
const GAP = 8; // between two labels

interface Tick {
  at: number; // pixels
  text: string;
}

// fitted moves labels that would leave the picture into it; it is null where two would touch.
function fitted(list: Tick[], wide: number): Tick[] | null {
  let end = -GAP;
  for (const t of list) {
    const half = (t.text.length * LETTER) / 2;
    t.at = Math.max(half, Math.min(wide - half, t.at));
    if (t.at - half < end + GAP) return null;
    end = t.at + half;
  }
  return list;
}

// Values is an axis of numbers under a picture so wide: as many ticks as have room for their labels.
export function Values({ x, y, unit, wide, most = 4, drop = 17 }: { x: ScaleLinear<number, number>; y: number; unit: string; wide: number; most?: number; drop?: number }) {
  let shown: Tick[] | null = null;
  let values: number[] = [];
  for (let n = most; n > 0 && !shown; n--) {
    values = x.ticks(n);
    const texts = labelled(values, unit);
    shown = fitted(values.map((v, i) => ({ at: x(v), text: texts[i] })), wide);
  }
  return (
    <g class="axis">
      <line x1={x.range()[0]} x2={x.range()[1]} y1={y} y2={y} />
      {shown?.map((t, i) => (
        <g>
          <line x1={x(values[i])} x2={x(values[i])} y1={y} y2={y + 4} />
          <text x={t.at} y={y + drop}>{t.text}</text>
        </g>
      ))}
    </g>
  );
}

// Days is the axis of the crisis' days: a tick where a day begins, as many with a date as fit;
// through is between which heights its lines go on. Of dates from a first on, hours are marked too.
export function Days({ x, y, dates, first = 0, top = 0, through, hours }: { x: ScaleLinear<number, number>; y: number; dates: string[]; first?: number; top?: number; through?: [number, number]; hours?: boolean }) {
  const [left, right] = x.range();
  const days = (step: number) => dates.flatMap((date, i) => (i % step === 0 ? [{ i, at: x(first + i + 1) - left, text: shortDate(date) }] : []));
  let step = 1;
  while (step < dates.length && !fitted(days(step), right - left)) step++;
  const shown = days(step);
  fitted(shown, right - left);
  return (
    <g class="axis">
      {shown.map(({ i, at, text }) => (
        <g>
          <line class="grid" x1={x(first + i + 1)} x2={x(first + i + 1)} y1={top} y2={y + 4} />
          {through && <line class="grid" x1={x(first + i + 1)} x2={x(first + i + 1)} y1={through[0]} y2={through[1]} />}
          <text class={i === 0 ? "start" : ""} x={i === 0 ? left : left + at} y={y + 17}>{text}</text>
          {hours && (x(2) - x(1) > 24 * LETTER ? [6, 12, 18] : [12]).map((h) => <text x={x(first + i + 1 + h / 24)} y={y + 17}>{h}</text>)}
        </g>
      ))}
      <line x1={left} x2={right} y1={y} y2={y} />
    </g>
  );
}

// Heights is the axis of values, with lines across; of what is counted they are whole.
export function Heights({ y, from, to, unit, whole }: { y: ScaleLinear<number, number> | ScalePower<number, number>; from: number; to: number; unit: string; whole?: boolean }) {
  const [least, most] = y.domain();
  const values = ("exponent" in y ? [0, 0.1, 0.4, 1].map((share) => share * most) : y.ticks(4)).filter((v) => v >= least && (!whole || Number.isInteger(v)));
  const texts = labelled(values, unit);
  return (
    <g class="axis">
      {values.map((v, i) => (
        <g>
          <line class="grid" x1={from} x2={to} y1={y(v)} y2={y(v)} />
          <text class="end" x={from - 6} y={y(v) + 4}>{texts[i]}</text>
        </g>
      ))}
    </g>
  );
}

// Chances is the axis from 0 to 100 %.
export const Chances = (p: { x: ScaleLinear<number, number>; y: number; wide: number }) => <Values {...p} unit="probability" />;
