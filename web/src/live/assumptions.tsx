import { useState } from "preact/hooks";
import type { Parameter } from "../view";
import { fixed } from "./begin";

const MOST = 12; // controls that are shown at once

// Assumptions lets one fix parameters, each by a control made from its prior.
export function Assumptions({ of }: { of: Parameter[] }) {
  const [sought, seek] = useState("");
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const set = of.filter((p) => p.name in fixed.value);
  const found = of.filter((p) => !(p.name in fixed.value) && words.every((w) => (p.name + " " + p.why + " " + p.source).toLowerCase().includes(w)));
  const n = set.length;
  return (
    <details open={n > 0}>
      <summary>Change an assumption{n > 0 && `: ${n} changed`}</summary>
      {set.map((p) => <Fix key={p.name} of={p} />)}
      <label class="field">
        <span>Look for one of {of.length} by its name, reason or source</span>
        <input type="search" value={sought} placeholder="fear, police, choice.request …" onInput={(e) => seek(e.currentTarget.value)} />
      </label>
      {words.length > 0 && <p class="soft" role="status">{found.length} found{found.length > MOST && `, the first ${MOST} shown`}</p>}
      {words.length > 0 && found.slice(0, MOST).map((p) => <Fix key={p.name} of={p} />)}
    </details>
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
      <p><strong>{p.name}</strong> <span class="soft">{p.unit === "1" ? "" : p.unit}</span><br />{p.why}</p>
      <p class="soft">
        Prior: {p.prior}{p.fitted && `, fitted to ${p.fitted}`}. Source: {p.source}.
      </p>
      <div class="slider">
        {!sure && (
          <>
            <button type="button" aria-label={"Less of " + p.name} onClick={() => put(Number(((value ?? p.median ?? low) - (step ?? 0) * 5).toPrecision(4)))}>◀</button>
            <input type="range" aria-label={p.name} min={low} max={high} step={step} value={value ?? p.median ?? low} onInput={(e) => put(Number(Number(e.currentTarget.value).toPrecision(4)))} />
            <button type="button" aria-label={"More of " + p.name} onClick={() => put(Number(((value ?? p.median ?? low) + (step ?? 0) * 5).toPrecision(4)))}>▶</button>
          </>
        )}
        <input type="number" step="any" aria-label={p.name + ", as a number"} value={value ?? ""} placeholder={String(p.median)} onChange={(e) => (e.currentTarget.value === "" ? free() : put(Number(e.currentTarget.value)))} />
        <button type="button" disabled={value === undefined} onClick={free}>As drawn</button>
      </div>
    </div>
  );
}
