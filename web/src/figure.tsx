import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { capital } from "./text";

// While it is printed, the page shows all that one can open.
export const printing = signal(false);

// Opens is what is read on request. Its contents are made when it is opened, so that the
// page is there at once. What is not for paper is left out there.
export function Opens({ summary, paper = true, children }: { summary: ComponentChildren; paper?: boolean; children: () => ComponentChildren }) {
  const [shown, show] = useState(false);
  if (printing.value && !paper) return null;
  const visible = shown || printing.value;
  return (
    <details open={visible} onToggle={(e) => !printing.value && show(e.currentTarget.open)}>
      <summary>{summary}</summary>
      {visible && children()}
    </details>
  );
}

export interface Numbers {
  name?: string; // where a figure has several tables
  head: string[];
  rows: (string | number)[][];
}

// Figure is a picture with its name, a sentence that says what it shows, and its numbers.
export function Figure(p: { name: string; sentence?: string; numbers?: () => Numbers[]; children: ComponentChildren }) {
  return (
    <figure>
      <figcaption>
        <h3>{capital(p.name)}</h3>
        {p.sentence && <p>{p.sentence}</p>}
      </figcaption>
      {p.children}
      {p.numbers && (
        <Opens summary={<>Numbers <span class="hidden">of: {p.name}</span></>} paper={false}>{() => p.numbers!().map((n) => <Table {...n} name={n.name ?? p.name} shown={n.name !== undefined} />)}</Opens>
      )}
    </figure>
  );
}

// Table scrolls by itself where it is wider than the page. The first column names the row.
function Table({ name, shown, head, rows }: Numbers & { name: string; shown: boolean }) {
  return (
    <div class="scroll" role="group" aria-label={"Numbers: " + name} tabIndex={0}>
      <table class={head.length > 10 ? "wide" : ""}>
        {shown && <caption>{capital(name)}</caption>}
        <thead>
          <tr>{head.map((h) => <th scope="col">{capital(h)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr>
              <th scope="row">{typeof first === "string" ? capital(first) : first}</th>
              {rest.map((cell) => <td>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

// Picture is a drawing that a screen reader takes as one, by its label; all in it is also in a table.
// One with keys has buttons in it.
export function Picture({ wide, high, label, keys, children }: { wide: number; high: number; label: string; keys?: (e: KeyboardEvent) => void; children: ComponentChildren }) {
  return (
    <svg viewBox={`0 0 ${wide} ${high}`} width={wide} height={high} role={keys ? "group" : "img"} aria-label={label} onKeyDown={keys}>
      {children}
    </svg>
  );
}

export interface Choice {
  value: string;
  text: string;
}

export function Select(p: { label: string; value: string; choices: Choice[]; choose: (value: string) => void }) {
  if (printing.value) return <p class="field"><span>{p.label}</span>{capital(p.choices.find((c) => c.value === p.value)?.text ?? "")}</p>; // all of it
  return (
    <label class="field">
      <span>{p.label}</span>
      <select value={p.value} onChange={(e) => p.choose(e.currentTarget.value)}>
        {p.choices.map((c) => <option value={c.value} selected={c.value === p.value}>{capital(c.text)}</option>)}
      </select>
    </label>
  );
}

// Pick is a choice of few, all seen.
export function Pick(p: { label: string; name: string; value: string; choices: Choice[]; choose: (value: string) => void }) {
  return (
    <fieldset class="pick">
      <legend>{p.label}</legend>
      {p.choices.map((c) => (
        <label>
          <input type="radio" name={p.name} value={c.value} checked={c.value === p.value} onChange={() => p.choose(c.value)} />
          <span>{capital(c.text)}</span>
        </label>
      ))}
    </fieldset>
  );
}

// Slider has buttons beside it, for those who cannot drag.
export function Slider(p: { label: string; value: number; last: number; text: (i: number) => string; choose: (i: number) => void; children?: ComponentChildren }) {
  const to = (i: number) => p.choose(Math.max(0, Math.min(p.last, i)));
  return (
    <div class="slider">
      <button type="button" aria-label="One back" disabled={p.value <= 0} onClick={() => to(p.value - 1)}>◀</button>
      <input type="range" min={0} max={p.last} value={p.value} aria-label={p.label} aria-valuetext={p.text(p.value)} onInput={(e) => to(Number(e.currentTarget.value))} />
      <button type="button" aria-label="One on" disabled={p.value >= p.last} onClick={() => to(p.value + 1)}>▶</button>
      <output>{p.text(p.value)}</output>
      {p.children}
    </div>
  );
}

// Facts are short lines of a label and a value, or long ones under each other.
export function Facts({ of, long }: { of: { label: string; value: string }[]; long?: boolean }) {
  return (
    <dl class={long ? "facts long" : "facts"}>
      {of.map((e) => (
        <div>
          <dt>{capital(e.label)}</dt>
          <dd>{e.value}</dd>
        </div>
      ))}
    </dl>
  );
}
