import { useEffect, useRef, useState } from "preact/hooks";
import { Opens } from "../figure";
import { param } from "../state";
import { capital } from "../text";
import type { Parameter } from "../view";
import { fixed } from "./begin";

// Assumptions lets one fix parameters, each by a control made from its prior: room by room,
// or found by words.
export function Assumptions({ of }: { of: Parameter[] }) {
  const [sought, seek] = useState("");
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = of.find((p) => p.name === param("change"));
  const above = of.filter((p) => p === wanted || p.name in fixed.value);
  const found = of.filter((p) => words.every((w) => (p.what + " " + p.name + " " + p.why).toLowerCase().includes(w)));
  const n = Object.keys(fixed.value).length;
  const here = useRef<HTMLDetailsElement>(null);
  useEffect(() => { if (wanted) here.current!.scrollIntoView(); }, [wanted]);
  return (
    <details open={above.length > 0} ref={here}>
      <summary>Change an assumption{n > 0 && `: ${n} changed`}</summary>
      {above.map((p) => <Fix key={p.name} of={p} />)}
      <label class="field">
        <span>Look for one of {of.length} by what it is, its name or its reason</span>
        <input type="search" value={sought} placeholder="arrest, rumours, choice.request …" onInput={(e) => seek(e.currentTarget.value)} />
      </label>
      {words.length > 0 ? (
        <>
          <p class="soft" role="status">{found.length} found</p>
          <List of={found} />
        </>
      ) : [...new Set(of.map((p) => p.room))].map((room) => {
        const own = of.filter((p) => p.room === room);
        return <Opens key={room} summary={<>{room} <span class="soft">({own.length})</span></>}>{() => <List of={own} />}</Opens>;
      })}
    </details>
  );
}

// List has a line for each parameter, which opens.
function List({ of }: { of: Parameter[] }) {
  return (
    <ul class="assumptions">
      {of.map((p) => <li key={p.name}><Opens summary={<>{capital(p.what)}{p.what !== p.name && <> <code class="soft">{p.name}</code></>}</>}>{() => <Fix of={p} />}</Opens></li>)}
    </ul>
  );
}

// Fix is a parameter, with what is believed of it beside its control.
function Fix({ of: p }: { of: Parameter }) {
  const value = fixed.value[p.name];
  const low = p.low ?? 0;
  const high = p.high ?? 0;
  const sure = low === high; // a number that is not in doubt has no range to slide in
  const put = (x: number) => Number.isFinite(x) && (fixed.value = { ...fixed.value, [p.name]: x });
  const free = () => {
    const { [p.name]: _, ...rest } = fixed.value;
    fixed.value = rest;
  };
  const step = (high - low) / 100 || undefined;
  return (
    <div class="fix">
      <p><strong>{capital(p.what)}</strong>{p.what !== p.name && <code class="soft"> {p.name}</code>} <span class="soft">{p.unit === "1" ? "" : "in " + p.unit}</span><br />{p.why}</p>
      <p class="soft">
        Assumed: {p.prior}{p.fitted && `; fitted to ${p.fitted}`}. Source: {p.source}.
      </p>
      <div class="slider">
        {!sure && (
          <>
            <button type="button" aria-label={"Less of " + p.what} onClick={() => put(Number(((value ?? p.median ?? low) - (step ?? 0) * 5).toPrecision(4)))}>◀</button>
            <input type="range" aria-label={p.what} min={low} max={high} step={step} value={value ?? p.median ?? low} onInput={(e) => put(Number(Number(e.currentTarget.value).toPrecision(4)))} />
            <button type="button" aria-label={"More of " + p.what} onClick={() => put(Number(((value ?? p.median ?? low) + (step ?? 0) * 5).toPrecision(4)))}>▶</button>
          </>
        )}
        <input type="number" step="any" aria-label={p.what + ", as a number"} value={value ?? ""} placeholder={String(p.median)} onChange={(e) => (e.currentTarget.value === "" ? free() : put(Number(e.currentTarget.value)))} />
        <button type="button" disabled={value === undefined} onClick={free}>As drawn</button>
      </div>
    </div>
  );
}
