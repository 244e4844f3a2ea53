// The marks that mean the same on every screen. What the sample leaves open is a line
// with ends; how far runs differ, which is the model's doubt, is dots or a soft bar; the
// record is a diamond.
import type { Chance, Num } from "../view";

type Along = (v: number) => number;

// Interval is what so many runs leave open.
export function Interval({ x, y, low, high }: { x: Along; y: number; low: Num; high: Num }) {
  if (low === null || high === null) return null;
  return <path class="interval" d={`M${x(low)},${y - 4}v8M${x(high)},${y - 4}v8M${x(low)},${y}H${x(high)}`} />;
}

// Range is how far runs differ: what holds 90 % of them.
export function Range({ x, y, low, high, thick = 8 }: { x: Along; y: number; low: Num; high: Num; thick?: number }) {
  if (low === null || high === null) return null;
  return <rect class="range" x={x(low)} y={y - thick / 2} width={Math.max(2, x(high) - x(low))} height={thick} rx={thick / 2} />;
}

export function Point({ x, y, at }: { x: Along; y: number; at: Num }) {
  return at === null ? null : <circle class="point" cx={x(at)} cy={y} r={4} />;
}

// Diamond is the record.
export function Diamond({ x, y, at, r = 6 }: { x: Along; y: number; at: Num; r?: number }) {
  return at === null ? null : <path class="record" d={`M${x(at)},${y - r}l${r},${r}l${-r},${r}l${-r},${-r}z`} />;
}

export const TheRecord = () => <span><span class="diamond" aria-hidden="true">◆</span> the record</span>;

// Spread is a probability and what the sample leaves open of it, upright.
export function Spread({ x, y, of: [at, low, high] }: { x: number; y: Along; of: Num[] }) {
  return (
    <g>
      <path class="interval" d={`M${x - 2},${y(low ?? 0)}h4M${x - 2},${y(high ?? 0)}h4M${x},${y(low ?? 0)}V${y(high ?? 0)}`} />
      <circle class="point" cx={x} cy={y(at ?? 0)} r={3} />
    </g>
  );
}

// Shape is a dot of its kind: a circle for a decision, a square for an event, a triangle for a landing.
export function Shape({ kind, x, y, r }: { kind: string; x: number; y: number; r: number }) {
  if (kind === "event") return <rect class="dot" x={x - r * 0.9} y={y - r * 0.9} width={r * 1.8} height={r * 1.8} />;
  if (kind === "landing") return <path class="dot" d={`M${x},${y - r * 1.1}l${r * 1.1},${r * 2}h${-2.2 * r}z`} />;
  return <circle class="dot" cx={x} cy={y} r={r} />;
}

// Fifty shows a probability as dots of fifty, with what the sample leaves open under them.
export function Fifty({ chance, wide }: { chance: Chance; wide: number }) {
  if (chance.of === 0) return null; // it never arose
  const step = (wide - 4) / 50;
  const x: Along = (p) => 2 + p * 50 * step;
  const filled = Math.round(50 * (chance.p ?? 0));
  return (
    <g>
      {Array.from({ length: 50 }, (_, i) => (
        <circle class={i < filled ? "full" : "empty"} cx={x((i + 0.5) / 50)} cy={step / 2 + 1} r={step * 0.38} />
      ))}
      <Interval x={x} y={step + 8} low={chance.low} high={chance.high} />
    </g>
  );
}
