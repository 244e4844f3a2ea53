import { scaleLinear } from "d3-scale";
import { Change } from "../change";
import { Facts, Figure, Opens, Pick, Picture } from "../figure";
import { Values } from "../marks/axis";
import { Diamond, Point, Range } from "../marks/marks";
import { Markdown } from "../markdown";
import { param, set, width } from "../state";
import { amount, capital } from "../text";
import { OnCases, OnWaves, Predicted } from "./scores";
import type { Check, Decisive, Limit, Page, Parameter, Trust as Described } from "../view";

export function Trust({ page }: { page: Page }) {
  const { trust } = page;
  return (
    <>
      <p>{trust.sentence}</p>
      <Limits limits={trust.limits} />
      {trust.decisive.length > 0 && <Deciding decisive={trust.decisive} />}
      {trust.record.length > 0 && <Checks checks={trust.record} />}
      {trust.misses.length > 0 && (
        <div class="block">
          <h3>Where it misses the record most</h3>
          <ol>{trust.misses.map((m) => <li>{m}</li>)}</ol>
        </div>
      )}
      {trust.hindcast && <Predicted hindcast={trust.hindcast} dates={page.dates} />}
      {trust.backtest && <OnCases backtest={trust.backtest} />}
      {trust.waves && <OnWaves waves={trust.waves} />}
      {trust.fits.length > 0 && <div class="block"><h3>What assumptions were fitted to</h3><Facts of={trust.fits} /></div>}
      <Parameters trust={trust} />
      {trust.sources !== "" && <Opens summary="Sources of the scenario">{() => <Markdown text={trust.sources} />}</Opens>}
    </>
  );
}

export function Limits({ limits }: { limits: Limit[] }) {
  const sources = [...new Set(limits.map((l) => l.source).filter((s) => s !== ""))];
  return (
    <div class="note">
      <h3>What the model cannot say</h3>
      <ul>{limits.map((l) => <li>{l.text}{sources.length > 1 && <span class="soft"> {l.source}</span>}</li>)}</ul>
      {sources.length === 1 && <p class="soft">{sources[0]}</p>}
    </div>
  );
}

export function Deciding({ decisive }: { decisive: Decisive[] }) {
  return (
    <div class="block">
      <h3>Assumptions that decide</h3>
      <ul>
        {decisive.map((d) => (
          <li>
            {d.sentence} <span class="soft">{d.reason} <Change parameter={d.parameter} /></span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const INSIDE: Record<string, string> = { yes: "✓ inside", no: "✕ outside", "too wide": "○ too wide to tell" };

// Checks sets each number of the record on what the runs give, each on its own scale.
function Checks({ checks }: { checks: Check[] }) {
  const wide = Math.min(420, width.value);
  return (
    <Figure
      name="Beside the record"
      sentence="The bar holds 90 % of the runs, the dot is their median, the diamond the record."
      numbers={() => [{ head: ["what", "record", "runs", "record inside"], rows: checks.map((c) => [c.what, c.recordText, c.model.text, c.inside]) }]}
    >
      <ul class="checks">
        {checks.map((c) => (
          <li>
            <p class="event">{capital(c.what)} <span class={c.inside === "no" ? "mark bad" : "mark"}>{INSIDE[c.inside] ?? c.inside}</span></p>
            <CheckOf check={c} wide={wide} />
            <p class="says">{c.sentence}</p>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function CheckOf({ check: c, wide }: { check: Check; wide: number }) {
  const all = [c.record, c.low, c.high, c.model.low, c.model.median, c.model.high].filter((v): v is number => v !== null);
  const x = scaleLinear([Math.min(0, ...all), Math.max(...all)], [10, wide - 30]).nice(3);
  return (
    <Picture wide={wide} high={44} label={c.sentence}>
      <Values x={x} y={24} unit={c.unit} wide={wide} most={3} />
      <Range x={x} y={12} low={c.model.low} high={c.model.high} thick={10} />
      <Point x={x} y={12} at={c.model.median} />
      {c.low !== null && c.high !== null && <line class="reported" x1={x(c.low)} x2={x(c.high)} y1={12} y2={12} />}
      <Diamond x={x} y={12} at={c.record} />
    </Picture>
  );
}

const KINDS = [
  { value: "", text: "all", holds: () => true },
  { value: "assumed", text: "without a source", holds: (p: Parameter) => p.assumption },
  { value: "sourced", text: "with a source", holds: (p: Parameter) => !p.assumption },
  { value: "own", text: "the scenario's own", holds: (p: Parameter) => !p.usual },
];

function Parameters({ trust }: { trust: Described }) {
  const kind = KINDS.find((k) => k.value === param("priors")) ?? KINDS[0];
  const kept = trust.parameters.filter(kind.holds);
  return (
    <div class="block">
      <h3>What it rests on</h3>
      <Pick label="Assumptions" name="priors" value={kind.value} choices={KINDS.map((k) => ({ value: k.value, text: `${k.text} (${trust.parameters.filter(k.holds).length})` }))} choose={(v) => set("priors", v)} />
      <div class="scroll" role="group" aria-label="Assumptions" tabIndex={0}>
        <table class="priors">
          <thead>
            <tr>
              <th scope="col">parameter</th>
              <th scope="col">assumed before any run</th>
              <th scope="col">5 · 50 · 95 % lie below</th>
              <th scope="col">unit</th>
              <th scope="col">why, and from where</th>
            </tr>
          </thead>
          <tbody>
            {kept.map((p) => (
              <tr>
                <th scope="row">{capital(p.what)} {p.what !== p.name && <code class="soft">{p.name}</code>}</th>
                <td>{p.prior}{p.fitted && <span class="soft"> fitted to {p.fitted}</span>}{p.set !== null && <strong> set to {amount(p.set)}</strong>}</td>
                <td class="value">{[p.low, p.median, p.high].map((v) => amount(v === null ? null : Number(v.toPrecision(3)))).join(" · ")}</td>
                <td>{p.unit}</td>
                <td>{p.why} {p.assumption ? <span class="mark">○ no source</span> : <span class="soft">{p.source}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
