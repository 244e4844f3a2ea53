import { scaleLinear } from "d3-scale";
import { Facts, Figure, Opens, Pick, Picture } from "../figure";
import { Chances } from "../marks/axis";
import { Interval, Point } from "../marks/marks";
import { inline } from "../markdown";
import { param, set, width } from "../state";
import { amount, brief as label, capital, interval, none, percent } from "../text";
import type { Argument as Described, Verdict } from "../view";

export function Argument({ argument }: { argument: Described }) {
  const put = argument.verdicts.filter((v) => v.putIn);
  const found = argument.verdicts.filter((v) => !v.putIn);
  const kinds = [...new Set(found.map((v) => v.plain))];
  const kind = kinds.find((k) => k === param("verdict")) ?? "";
  const count = (k: string) => found.filter((v) => v.plain === k).length;
  return (
    <>
      <p>{argument.sentence}</p>
      <p class="soft">{argument.about} {argument.sample}</p>
      <Pick label="Verdict" name="verdict" value={kind} choices={[{ value: "", text: put.length > 0 ? `all but those put in (${found.length})` : `all (${found.length})` }, ...kinds.map((k) => ({ value: k, text: `${k} (${count(k)})` }))]} choose={(v) => set("verdict", v)} />
      <Verdicts name="What the runs say of each sentence" verdicts={found.filter((v) => kind === "" || v.plain === kind)} sentence="The box is the range of the word that the sentence uses, the point how often it holds, the line what the number of runs leaves open. Open a sentence for how it is read and what decides it." />
      {put.length > 0 && <Verdicts name="Put in" verdicts={put} sentence={argument.putIn} />}
      <Rule argument={argument} />
    </>
  );
}

export const Rule = ({ argument }: { argument: Described }) => <p class="soft">{argument.rule}</p>;

// VerdictLines is the argument in brief, a line or two for each sentence.
export function VerdictLines({ argument }: { argument: Described }) {
  const line = (v: Verdict) => (
    <li>
      <span aria-hidden="true">{MARKS[v.verdict] ?? "○"}</span> <span class="id">{v.statement || v.id}</span> {v.text}{" "}
      <span class="soft">{capital(v.plain)}: {v.holds ? `${v.wordText}; holds in ${v.holds.text}` : (v.effect?.text ?? v.because)}</span>
    </li>
  );
  const put = argument.verdicts.filter((v) => v.putIn);
  return (
    <div class="block">
      <h3>Which sentences hold</h3>
      <p>{argument.sentence}</p>
      <ul class="lines">{argument.verdicts.filter((v) => !v.putIn).map(line)}</ul>
      {put.length > 0 && <><h4>Put in</h4><p>{argument.putIn}</p><ul class="lines">{put.map(line)}</ul></>}
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

function Verdicts({ name, verdicts, sentence }: { name: string; verdicts: Verdict[]; sentence: string }) {
  const numbers = () => [{
    head: ["sentence", "word", "holds", "interval", "verdict"],
    rows: verdicts.map((v) => [v.id, v.wordText, v.holds ? percent(v.holds.p) : (v.effect?.text ?? none), v.holds ? interval(v.holds) : none, v.plain]),
  }];
  return (
    <Figure name={name} sentence={sentence} numbers={numbers}>
      <ul class="verdicts">
        {verdicts.map((v) => (
          <li class={"v-" + v.verdict.split(" ")[0]}>
            <div>
              <p class="claim"><span class="id">{v.statement || v.id}</span> {v.text}</p>
              <Said verdict={v} />
            </div>
            <OnRange verdict={v} />
            <Opens summary={<>Why <span class="hidden">the verdict on {v.id}</span></>}>{() => <Details verdict={v} />}</Opens>
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
  const x = scaleLinear([0, 1], [12, wide - 24]);
  return (
    <div>
      <Picture wide={wide} high={48} label={`${verdict.wordText}; holds in ${verdict.holds.text}`}>
        <rect class="word" x={x(verdict.wordLow)} y={3} width={Math.max(3, x(verdict.wordHigh) - x(verdict.wordLow))} height={20} />
        <Interval x={x} y={13} low={verdict.holds.low} high={verdict.holds.high} />
        <Point x={x} y={13} at={verdict.holds.p} />
        <Chances x={x} y={28} />
      </Picture>
      <p class="says">{capital(verdict.wordText)}: holds in {verdict.holds.text}</p>
    </div>
  );
}

// Mean sets a mean difference beside nothing.
function Mean({ verdict: { effect }, wide }: { verdict: Verdict; wide: number }) {
  if (effect === null) return <p class="says">No run could be judged</p>;
  const x = scaleLinear([Math.min(0, effect.low ?? 0), Math.max(0, effect.high ?? 0)], [24, wide - 24]).nice(3);
  return (
    <div>
      <Picture wide={wide} high={48} label={effect.text}>
        <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={28} />
        <Interval x={x} y={13} low={effect.low} high={effect.high} />
        <Point x={x} y={13} at={effect.mean} />
        <g class="axis">
          <line x1={x.range()[0]} x2={x.range()[1]} y1={28} y2={28} />
          {x.ticks(3).map((t) => <text x={x(t)} y={45}>{label(t, effect.unit)}</text>)}
        </g>
      </Picture>
      <p class="says">On average {effect.text}</p>
    </div>
  );
}

function Details({ verdict: v }: { verdict: Verdict }) {
  const facts = [
    { label: "How it is read", value: v.note },
    { label: "Its word", value: v.wordText || v.word },
    { label: "Worlds", value: v.worlds },
    { label: "Judged", value: `${v.judged} of ${v.of} runs` },
    { label: "Because", value: v.because },
    { label: "Runs needed to decide", value: v.needed > 0 ? "some " + amount(Number(v.needed.toPrecision(2))) : "" },
  ];
  return (
    <>
      <Facts of={facts.filter((f) => f.value !== "")} />
      <p class="soft">Formula</p>
      <p>{inline(v.formula)}</p>
      <p class="soft">What flips it</p>
      {v.flips.length === 0 ? <p>{v.noFlips}</p> : (
        <ul>
          {v.flips.map((f) => (
            <li>
              {f.text} <span class="soft">{f.parameter}{f.why && ". " + f.why}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
