import { scaleLinear } from "d3-scale";
import { Figure, Opens, Picture } from "../figure";
import { Chances, Days, Values } from "../marks/axis";
import { band, daily } from "../marks/lines";
import { Diamond, Interval, Point, TheRecord } from "../marks/marks";
import { stack, tallest } from "../marks/stack";
import { across, width } from "../state";
import { amount, brief, capital, none, percent, shortDate } from "../text";
import type { Backtest, Fan, Hindcast, Question, Score, Waves } from "../view";

// Predicted draws the bands of a hindcast, series by series, with the record.
export function Predicted({ hindcast: h, dates }: { hindcast: Hindcast; dates: string[] }) {
  return (
    <Figure name="The record's later days, predicted from its first" sentence={h.sentence} numbers={() => predictedNumbers(h, dates)}>
      <p class="legend">
        <span><span class="key band" /> 90 %</span>
        <span><span class="key half" /> 50 %</span>
        <span><span class="key chosen" /> median</span>
        <TheRecord />
        <span><span aria-hidden="true">┆</span> end of the last day fitted</span>
      </p>
      <ul class="small">
        {h.series.map((f) => (
          <li>
            <p class="event">{capital(f.name)}{f.log && <span class="soft">, logarithmic</span>}</p>
            <p class="says">{f.sentence}</p>
            <FanOf fan={f} until={h.until} dates={dates.slice(0, f.days.length)} wide={across(290)} />
          </li>
        ))}
      </ul>
      <h4>Error: lower is better</h4>
      <Errors rows={h.scores.map((s) => ({ name: s.name, doc: s.doc, score: s.score }))} />
      <h4>Where it misses most</h4>
      <ol>{h.misses.map((text) => <li>{text}</li>)}</ol>
      <Notes of="the hindcast" notes={[h.sample, ...h.notes]} />
    </Figure>
  );
}

const Notes = ({ of, notes }: { of: string; notes: string[] }) => (
  <Opens summary={<>How it is scored <span class="hidden">: {of}</span></>}>{() => <ul>{notes.map((text) => <li>{text}</li>)}</ul>}</Opens>
);

const HIGH = 150;
const TICK = 14; // pixels between labels
const LEFT = 44;

function FanOf({ fan, until, dates, wide }: { fan: Fan; until: number; dates: string[]; wide: number }) {
  const scaled = (v: number) => (fan.log ? Math.log1p(v) : v);
  const most = Math.max(1, ...fan.days.map((d) => d.high ?? 0), ...fan.record.map((r) => r.value ?? 0));
  const high = scaleLinear([0, scaled(most)], [HIGH, 10]);
  const x = scaleLinear([1, dates.length + 1], [LEFT, wide - 8]);
  const y = (v: number) => high(scaled(v));
  const ticks = fan.log ? [0, ...Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, i) => 10 ** i)].filter((v) => v === 0 || y(0) - y(v) > TICK) : high.ticks(4).filter(Number.isInteger);
  return (
    <Picture wide={wide} high={HIGH + 24} label={`${capital(fan.name)}: ${fan.sentence}`}>
      <g class="axis">
        {ticks.map((v) => (
          <g>
            <line class="grid" x1={LEFT} x2={wide - 8} y1={y(v)} y2={y(v)} />
            <text class="end" x={LEFT - 6} y={y(v) + 4}>{brief(v, fan.unit)}</text>
          </g>
        ))}
      </g>
      <path class="band" d={band(fan.days.map((d) => d.low), fan.days.map((d) => d.high), x, y)} />
      <path class="band half" d={band(fan.days.map((d) => d.halfLow), fan.days.map((d) => d.halfHigh), x, y)} />
      <path class="step" d={daily(fan.days.map((d) => d.median), x, y)} />
      <Days x={x} y={HIGH} dates={dates} top={HIGH} />
      <line class="zero" x1={x(until + 1)} x2={x(until + 1)} y1={4} y2={HIGH} />
      {fan.record.map((r) => r.value !== null && <Diamond x={() => x(r.day + 0.5)} y={y(r.value)} at={r.value} r={5} />)}
    </Picture>
  );
}

function predictedNumbers(h: Hindcast, dates: string[]) {
  const values = { name: "Values after the cut", head: ["series", "day", "record", "confidence", "median", "50 %", "90 %", "inside"], rows: h.values.map((v) => [v.series, shortDate(dates[v.day - 1]), v.record, v.confidence, v.median, v.half, v.most, v.inside]) };
  const scores = { name: "Error (CRPS)", head: ["forecaster", "error", "hindcast less this", "hindcast better in", "what it is"], rows: h.scores.map((s) => [s.name, s.score.text, s.less?.text ?? none, s.better || none, s.doc]) };
  const short = (v: number | null) => amount(v === null ? null : Number(v.toPrecision(2)));
  const band = (low: number | null, high: number | null) => `${short(low)}–${short(high)}`;
  return [values, scores, ...h.series.map((f) => ({
    name: f.name,
    head: ["day", "record", "median", "50 %", "90 %"],
    rows: f.days.map((d, i) => [shortDate(dates[i]), amount(f.record.find((r) => r.day === i + 1)?.value ?? null), short(d.median), band(d.halfLow, d.halfHigh), band(d.low, d.high)]),
  }))];
}

// Errors sets scores of forecasters under each other, on one axis from 0.
function Errors({ rows }: { rows: { name: string; doc: string; score: Score }[] }) {
  const wide = Math.min(640, width.value);
  const x = scaleLinear([0, Math.max(...rows.map((r) => r.score.high ?? r.score.value ?? 0))], [10, wide - 24]).nice(4);
  const high = rows.length * 42;
  return (
    <Picture wide={wide} high={high + 24} label={rows.map((r) => `${r.name} ${r.score.text}`).join("; ")}>
      {rows.map((r, i) => (
        <g>
          <text class="name" x={10} y={42 * i + 15}>{capital(r.name)} <tspan class="soft" dx={6}>{r.score.text}</tspan></text>
          <Interval x={x} y={42 * i + 29} low={r.score.low} high={r.score.high} />
          <Point x={x} y={42 * i + 29} at={r.score.value} />
        </g>
      ))}
      <Values x={x} y={high} unit="" wide={wide} />
    </Picture>
  );
}

// OnCases is how decisions fare on historical cases.
export function OnCases({ backtest }: { backtest: Backtest }) {
  return (
    <div class="block">
      <h3>Decisions on historical cases</h3>
      <p>{backtest.sentence}</p>
      {backtest.questions.map((q) => <QuestionOf question={q} />)}
    </div>
  );
}

// OnWaves is how the model fares on waves of protest.
export function OnWaves({ waves }: { waves: Waves }) {
  return (
    <div class="block">
      <h3>Waves of protest that nobody tuned it for</h3>
      <p>{waves.sentence}</p>
      <h4>Where it misses most</h4>
      <ol>{waves.misses.map((text) => <li>{text}</li>)}</ol>
      <Notes of="Waves of protest" notes={waves.notes} />
    </div>
  );
}

function QuestionOf({ question: q }: { question: Question }) {
  const rule = q.cases.some((c) => c.rule !== null);
  const numbers = () => [
    { name: "Scores", head: ["forecaster", "error (Brier score)", "lower than the base rate by (skill)", "ranks right in (AUC)", "what it is"], rows: q.scores.map((s) => [s.name, s.brier.text, s.skill.text, s.auc?.text ?? none, s.doc]) },
    { name: "Cases", head: ["case", "what happened", "model", "regression", ...(rule ? ["rule"] : []), "base rate"], rows: q.cases.map((c) => [c.id, c.came ? q.came : q.not, percent(c.model), percent(c.regression), ...(rule ? [percent(c.rule)] : []), percent(c.base)]) },
  ];
  if (q.scores.length === 0) return <><h4>{q.ask}</h4><p>{q.sentence}</p></>;
  return (
    <Figure name={q.ask} sentence={q.sentence} numbers={numbers}>
      <h4>What the model gave each case</h4>
      <p class="legend"><span><span class="filled" aria-hidden="true">●</span> {q.came}</span> <span><span aria-hidden="true">□</span> {q.not}</span> <span>numbers: the largest misses</span></p>
      <Line question={q} />
      <ol>{q.misses.map((text) => <li>{text}</li>)}</ol>
      <h4>Error: lower is better</h4>
      <Errors rows={q.scores.map((s) => ({ name: s.name, doc: s.doc, score: s.brier }))} />
      <Notes of={q.ask} notes={[q.sample, ...q.notes]} />
    </Figure>
  );
}

const DOT = 16;

// Line sets cases on the probability that the model gave them, in two rows: those in which
// it came about, and the others.
function Line({ question: q }: { question: Question }) {
  const wide = width.value;
  const x = scaleLinear([0, 1], [18, wide - 24]);
  let base = 0;
  const rows = [true, false].map((came) => {
    const cases = q.cases.filter((c) => c.came === came);
    const dots = stack(cases.map((c) => x(c.model ?? 0)), DOT);
    base += tallest(dots) * DOT + 30;
    return { came, cases, dots, base };
  });
  return (
    <Picture wide={wide} high={base + 24} label={rows.map((r) => `${r.came ? q.came : q.not}: ${r.cases.length}`).join("; ")}>
      {rows.map(({ came, cases, dots, base }) => (
        <g class={came ? "cases" : "cases not"}>
          <text class="start" x={2} y={base - tallest(dots) * DOT - 10}>{capital(came ? q.came : q.not)}: {cases.length}</text>
          <line class="grid" x1={x(0)} x2={x(1)} y1={base} y2={base} />
          {dots.map((d) => {
            const c = cases[d.index];
            const at = base - DOT / 2 - d.level * DOT - 1;
            return (
              <g>
                <title>{c.id}: {percent(c.model)}</title>
                {came ? <circle cx={d.x} cy={at} r={DOT * 0.44} /> : <rect x={d.x - DOT * 0.4} y={at - DOT * 0.4} width={DOT * 0.8} height={DOT * 0.8} />}
                {c.miss > 0 && <text x={d.x} y={at + 4}>{c.miss}</text>}
              </g>
            );
          })}
        </g>
      ))}
      <Chances x={x} y={base} wide={wide} />
    </Picture>
  );
}
