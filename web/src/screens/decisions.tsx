import { scaleLinear } from "d3-scale";
import { Figure, Opens, Picture, Select, Slider } from "../figure";
import { Days } from "../marks/axis";
import { line } from "../marks/lines";
import { Point, Range } from "../marks/marks";
import { across, param, position, set } from "../state";
import { amount, capital, percent, shortDate } from "../text";
import type { Bloc, Caption, Decisions as Described, Num, Option, Page, Vote } from "../view";

export function Decisions({ page, decisions }: { page: Page; decisions: Described }) {
  return (
    <>
      <p>{decisions.sentence}</p>
      <Options decisions={decisions} dates={page.dates} />
      {decisions.votes.length > 0 && <Votes votes={decisions.votes} terms={decisions.terms} />}
      {decisions.seen.length > 0 && <Office page={page} decisions={decisions} />}
    </>
  );
}

const COLUMNS = 8; // days in the table

function Options({ decisions, dates }: { decisions: Described; dates: string[] }) {
  const wide = across(290);
  const ever = decisions.options.filter((o) => (o.taken.p ?? 0) > 0).sort((a, b) => (b.taken.p ?? 0) - (a.taken.p ?? 0));
  const several = new Set(ever.map((o) => o.by)).size > 1;
  const days = dates.map((_, i) => i).filter((i) => i % Math.ceil(dates.length / COLUMNS) === 0);
  return (
    <Figure
      {...decisions.byHour}
      numbers={() => [{
        head: ["option", "whose", "in the crisis", ...days.map((i) => "by " + shortDate(dates[i]))],
        rows: decisions.options.map((o) => [o.name, o.by, o.taken.text, ...days.map((i) => percent(endOfDay(decisions, o, i)))]),
      }]}
    >
      <ul class="small">{ever.map((o) => <li><OptionOf option={o} hours={decisions.hours} dates={dates} wide={wide} whose={several} /></li>)}</ul>
      {decisions.never && <p class="soft">{decisions.never}</p>}
    </Figure>
  );
}

function endOfDay(decisions: Described, option: Option, day: number): Num {
  const i = decisions.hours.findLastIndex((h) => h < 24 * (day + 1));
  return i < 0 ? null : option.byHour[i];
}

function OptionOf({ option, hours, dates, wide, whose }: { option: Option; hours: number[]; dates: string[]; wide: number; whose: boolean }) {
  const high = 56;
  const x = scaleLinear([1, dates.length + 1], [2, wide - 2]);
  const y = scaleLinear([0, 1], [high, 4]);
  const path = line(hours.map((h, i) => [x(1 + (h + 1) / 24), y(option.byHour[i] ?? 0)]));
  return (
    <>
      <p class="event">{capital(option.name)}{whose && <span class="soft"> {option.by}</span>}</p>
      <p class="value">{option.taken.text}</p>
      <Picture wide={wide} high={high + 22} label={`${option.name}: ${option.taken.text}`}>
        <rect class="ground" x={2} y={4} width={wide - 4} height={high - 4} />
        <path class="step" d={path} />
        <Days x={x} y={high} dates={dates} top={high} />
      </Picture>
    </>
  );
}

function Votes({ votes, terms }: { votes: Bloc[]; terms: Caption }) {
  const all = votes.flatMap((b) => b.votes);
  const ends = all.flatMap((v) => v.terms.flatMap((t) => [t.value.low ?? 0, t.value.high ?? 0]));
  const order = all[0].terms.map((t) => t.name); // the same for all, so that members can be compared
  const drawn: Drawn = { order, wide: Math.max(LEAST, across(320)), low: Math.min(0, ...ends), high: Math.max(0, ...ends) };
  return (
    <Figure
      {...terms}
      numbers={() => [{
        head: ["member", "yes", "no", "abstains", ...order],
        rows: all.map((v) => [v.member, v.yes.text, v.no, v.abstain, ...order.map((name) => termOf(v, name).value.text)]),
      }]}
    >
      <ul class="small">
        {votes.map((b) => (
          <li>
            <p class="event">{b.name}{b.votes[0].lead && <span class="soft"> leads</span>}</p>
            {b.members && <p class="says">{b.members}</p>}
            <p class="value">{b.yes}</p>
            <TermsOf vote={b.votes[0]} {...drawn} />
            {b.votes.length > 1 && (
              <Opens summary={<>The others, one by one <span class="hidden">of {b.name} like {b.votes[0].member}</span></>} paper={false}>
                {() => b.votes.slice(1).map((v) => <><p class="event">{v.member}</p><p class="value">{v.yes.text}</p><TermsOf vote={v} {...drawn} /></>)}
              </Opens>
            )}
          </li>
        ))}
      </ul>
    </Figure>
  );
}

interface Drawn {
  order: string[]; // of terms
  wide: number;
  low: number; // the ends of the axis
  high: number;
}

const LABEL = 150; // pixels
const LEAST = 280; // of a picture with labels; paper shows it smaller
const ROW = 20;

const termOf = (v: Vote, name: string) => v.terms.find((t) => t.name === name)!;

function TermsOf({ vote, order, wide, low, high }: { vote: Vote } & Drawn) {
  const x = scaleLinear([low, high], [LABEL + 6, wide - 8]);
  const foot = order.length * ROW + 6;
  return (
    <Picture wide={wide} high={foot} label={vote.sentence}>
      <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={foot} />
      {order.map((name) => termOf(vote, name)).map((t, i) => (
        <g>
          <text class="name end" x={LABEL} y={i * ROW + 17}>{t.name}</text>
          <Range x={x} y={i * ROW + 13} low={t.value.low} high={t.value.high} />
          <Point x={x} y={i * ROW + 13} at={t.value.median} />
        </g>
      ))}
    </Picture>
  );
}

// Office is a decision of a single run: what was seen, what could be done, what was done.
function Office({ page, decisions }: { page: Page; decisions: Described }) {
  const told = page.story.runs.filter((r) => decisions.seen.some((s) => s.run === r.run));
  const run = told.find((r) => String(r.run) === param("run")) ?? told[0];
  const list = decisions.seen.filter((s) => s.run === run.run);
  const hour = run.events.find((e) => e.kind === "decision")?.hour;
  const first = Math.max(0, list.findIndex((s) => s.hour === hour));
  const i = position("decision", list.length - 1, first);
  const seen = list[i];
  const open = decisions.options.map((option, n) => ({ option, n, p: seen.chance[n] })).filter((o) => o.p !== null).sort((a, b) => b.p! - a.p!);
  const chosen = decisions.options[seen.option];
  const known = decisions.quantities.map((q, n) => ({ q, v: seen.values[n] })).filter(({ v }) => v !== null);
  const nothing = known.filter(({ v }) => v === 0).map(({ q }) => q.name);
  return (
    <div class="block">
      <h3>What the office saw</h3>
      <div class="controls">
        <Select label="Run" value={String(run.run)} choices={told.map((r) => ({ value: String(r.run), text: r.name }))} choose={(v) => set("run", v)} />
        <Slider label="Decision" value={i} last={list.length - 1} text={(n) => `${n + 1} of ${list.length}: ${list[n].when}`} choose={(n) => set("decision", String(n + 1))} />
      </div>
      <p class="lead less">{seen.when}. {capital(seen.who)}: <strong>{chosen.name}</strong>{seen.forced && <span class="soft"> – {decisions.forced}</span>}</p>
      <div class="halves">
        <div>
          <h4>What could be chosen</h4>
          <table class="bars">
            <thead><tr><th scope="col">option</th><th scope="col" colSpan={2}>probability</th></tr></thead>
            <tbody>
              {open.map(({ option, n, p }) => (
                <tr class={n === seen.option ? "chosen" : ""}>
                  <th scope="row">{n === seen.option && <span aria-hidden="true">▸ </span>}{capital(option.name)}{n === seen.option && <span class="hidden"> (chosen)</span>}</th>
                  <td>{percent(p)}</td>
                  <td aria-hidden="true"><svg viewBox="0 0 100 10" width={100} height={10}><rect class="bar" width={Math.max(1, 100 * p!)} height={10} /></svg></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div>
          <h4>What was known</h4>
          <table>
            <thead><tr><th scope="col">quantity</th><th scope="col">value</th></tr></thead>
            <tbody>{known.filter(({ v }) => v !== 0).map(({ q, v }) => <tr><th scope="row">{capital(q.name)}</th><td>{amount(v, q.unit)}</td></tr>)}</tbody>
          </table>
          {nothing.length > 0 && <Opens summary={`And ${nothing.length} that are 0`}>{() => <p class="soft">{capital(nothing.join("; "))}.</p>}</Opens>}
        </div>
      </div>
    </div>
  );
}
