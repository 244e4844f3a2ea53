import { scaleLinear } from "d3-scale";
import { Facts, Figure, Opens, Pick, Picture } from "../figure";
import { Change } from "../change";
import { Chances, Values } from "../marks/axis";
import { Interval, Point } from "../marks/marks";
import { inline } from "../markdown";
import { param, set, width } from "../state";
import { capital, interval, none, percent } from "../text";
import { Errors } from "./scores";
import type { Argument as Described, Came, Chance, Flip, Heading, Verdict } from "../view";

export function Argument({ argument }: { argument: Described }) {
  const kind = argument.kinds.find((k) => k === param("verdict")) ?? "";
  const of = (k: string) => argument.verdicts.filter((v) => k === "" || v.plain === k);
  const found = of(kind).filter((v) => !v.same);
  const same = of(kind).filter((v) => v.same);
  return (
    <>
      <p>{argument.sentence}</p>
      <p class="soft">{argument.about} {argument.sample}</p>
      <Pick label="Verdict" name="verdict" value={kind} choices={["", ...argument.kinds].map((k) => ({ value: k, text: `${k || argument.all} (${of(k).length})` }))} choose={(v) => set("verdict", v)} />
      {found.length > 0 && <Verdicts heading={argument.found} verdicts={found} />}
      {same.length > 0 && <Verdicts heading={argument.same} verdicts={same} />}
      <Rule argument={argument} />
      {argument.came && <CameOf came={argument.came} />}
    </>
  );
}

// CameOf sets forecasters beside what came of the sentences.
function CameOf({ came: c }: { came: Came }) {
  const wide = Math.min(300, width.value);
  return (
    <Figure name={c.name} sentence={c.sentence} numbers={() => c.tables}>
      {c.scores.length > 0 && (
        <>
          <h4>{c.axis}</h4>
          <Errors rows={c.scores} />
          <p>{c.compared}</p>
          <h4>{c.wordsOf}</h4>
          <ul class="small">{c.words.map((w) => <li><Ranged low={w.low} high={w.high} share={w.share} label={w.sentence} wide={wide} /></li>)}</ul>
          <p>{c.wordsSay}</p>
        </>
      )}
      <Opens summary={c.ruleOf}>{() => <p>{c.rule}</p>}</Opens>
    </Figure>
  );
}

export const Rule = ({ argument }: { argument: Described }) => <p class="soft">{argument.rule}</p>;

// VerdictLines is the argument in brief, a line or two for each sentence.
export function VerdictLines({ argument }: { argument: Described }) {
  const line = (v: Verdict) => (
    <li>
      <span aria-hidden="true">{MARKS[v.verdict] ?? "○"}</span> <span class="id">{v.label}</span> {v.text}{" "}
      <span class="soft">{v.read} {capital(v.plain)}; {v.reading}. {v.came}</span>
    </li>
  );
  const same = argument.verdicts.filter((v) => v.same);
  return (
    <div class="block">
      <h3>{argument.brief}</h3>
      <p>{argument.sentence}</p>
      <ul class="lines">{argument.verdicts.filter((v) => !v.same).map(line)}</ul>
      {same.length > 0 && <><h4>{argument.same.name}</h4><p>{argument.same.text}</p><ul class="lines">{same.map(line)}</ul></>}
    </div>
  );
}

// MARKS says the verdict without colour.
const MARKS: Record<string, string> = {
  consistent: "✓",
  "stronger than claimed": "▲",
  "weaker than claimed": "▼",
  contradicted: "✕",
};

function Verdicts({ heading, verdicts }: { heading: Heading; verdicts: Verdict[] }) {
  const numbers = () => [{
    head: ["sentence", "word", "holds", "interval", "verdict", "what came"],
    rows: verdicts.map((v) => [v.label, v.wordText, v.holds ? percent(v.holds.p) : (v.effect?.text ?? none), v.holds ? interval(v.holds) : none, v.plain, v.came || none]),
  }];
  return (
    <Figure name={heading.name} sentence={heading.text} numbers={numbers}>
      <ul class="verdicts">
        {verdicts.map((v) => (
          <li class={"v-" + v.verdict.split(" ")[0]}>
            <div>
              <p class="claim"><span class="id">{v.label}</span> {v.text} <span class="soft">{v.read}</span></p>
              <Said verdict={v} />
              {v.came && <p class="says">{v.came}</p>}
            </div>
            <OnRange verdict={v} />
            <Opens summary={<>Why <span class="hidden">the verdict on {v.label}</span></>}>{() => <Details verdict={v} />}</Opens>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

// Said is the verdict in bold, and what follows it.
function Said({ verdict: v }: { verdict: Verdict }) {
  const plain = capital(v.plain);
  const rest = v.sentence.startsWith(plain) ? v.sentence.slice(plain.length) : ". " + v.sentence;
  return <p class="says"><strong><span aria-hidden="true">{MARKS[v.verdict] ?? "○"}</span> {plain}</strong>{rest}</p>;
}

// OnRange sets how often a claim holds on the range of its word.
function OnRange({ verdict }: { verdict: Verdict }) {
  const wide = Math.min(300, width.value);
  if (verdict.holds === null || verdict.wordLow === null || verdict.wordHigh === null) return <Mean verdict={verdict} wide={wide} />;
  return <Ranged low={verdict.wordLow} high={verdict.wordHigh} share={verdict.holds} label={verdict.reading} wide={wide} />;
}

// Ranged sets a share on the range of a word.
function Ranged({ low, high, share, label, wide }: { low: number | null; high: number | null; share: Chance; label: string; wide: number }) {
  const x = scaleLinear([0, 1], [12, wide - 24]);
  return (
    <div>
      <Picture wide={wide} high={48} label={label}>
        <rect class="word" x={x(low ?? 0)} y={3} width={Math.max(3, x(high ?? 0) - x(low ?? 0))} height={20} />
        <Interval x={x} y={13} low={share.low} high={share.high} />
        <Point x={x} y={13} at={share.p} />
        <Chances x={x} y={28} wide={wide} />
      </Picture>
      <p class="says">{capital(label)}</p>
    </div>
  );
}

// Mean sets a mean difference beside nothing.
function Mean({ verdict: { effect, reading }, wide }: { verdict: Verdict; wide: number }) {
  if (effect === null) return <p class="says">{capital(reading)}</p>;
  const x = scaleLinear([Math.min(0, effect.low ?? 0), Math.max(0, effect.high ?? 0)], [24, wide - 24]).nice(3);
  return (
    <div>
      <Picture wide={wide} high={48} label={reading}>
        <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={28} />
        <Interval x={x} y={13} low={effect.low} high={effect.high} />
        <Point x={x} y={13} at={effect.mean} />
        <Values x={x} y={28} unit={effect.unit} wide={wide} most={3} />
      </Picture>
      <p class="says">{capital(reading)}</p>
    </div>
  );
}

function Decide({ by }: { by: Flip[] }) {
  return by.length === 0 ? null : (
    <ul>
      {by.map((f) => (
        <li>
          {f.sentence} <span class="soft">{f.reason} <Change parameter={f.parameter} /></span>
        </li>
      ))}
    </ul>
  );
}

function Details({ verdict: v }: { verdict: Verdict }) {
  return (
    <>
      <Facts of={v.details} />
      <p class="soft">Formula</p>
      <p>{inline(v.formula)}</p>
      <p class="soft">{v.flipsOf}</p>
      {v.noFlips && <p>{v.noFlips}.</p>}
      <Decide by={v.nearest ? [v.nearest] : v.flips} />
      {v.moves && <p class="soft">{v.moves}</p>}
      <Decide by={v.drivers} />
    </>
  );
}
