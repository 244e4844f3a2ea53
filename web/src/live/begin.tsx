import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Select } from "../figure";
import { param, set } from "../state";
import type { Document, Listed, Named, Told, Wish } from "./api";
import { ask, name } from "./ask";
import { Assumptions } from "./assumptions";
import { watchRun } from "./live";
import { RunsOf } from "./runs";

// What is asked of the next run, beside what the address says. It stays while one looks at
// other runs.
export const fixed = signal<Record<string, number>>({});
export const forbidden = signal<string[]>([]);

// Begin lets one choose a scenario, change it, and play it.
export function Begin() {
  const [list, show] = useState<Named[] | null>(null);
  const [wrong, fail] = useState("");
  const chosen = param("scenario");
  const load = () => ask<Named[]>("scenarios").then(show, (e) => fail(String(e.message)));
  useEffect(() => { load(); }, []);
  return (
    <main>
      <section aria-labelledby="begin-name">
        <h1 id="begin-name">Play a crisis</h1>
        {wrong && <p class="warning" role="alert">{wrong}</p>}
        {list && (
          <Select
            label="Scenario" value={chosen}
            choices={[{ value: "", text: "Choose one…" }, ...list.map((s) => ({ value: s.name, text: s.title || s.name + " (not sound: casus check says why)" }))]}
            choose={(v) => { fixed.value = {}; forbidden.value = []; set("scenario", v); }}
          />
        )}
        <AnyState made={(s) => { set("scenario", s); load(); }} />
        {chosen && <Chosen key={chosen} scenario={chosen} />}
        <RunsOf />
      </section>
    </main>
  );
}

// AnyState makes a scenario of a state and a year.
function AnyState({ made }: { made: (scenario: string) => void }) {
  const [open, toggle] = useState(false);
  const [states, show] = useState<Listed[]>([]);
  const [state, choose] = useState("");
  const [year, when] = useState(new Date().getFullYear() - 1);
  const [busy, work] = useState(false);
  const [wrong, fail] = useState("");
  useEffect(() => {
    if (open && states.length === 0) ask<Listed[]>("states").then(show, (e) => fail(String(e.message)));
  }, [open]);
  const label = states.find((s) => s.iso3 === state);
  const make = () => {
    work(true);
    fail("");
    const called = (label?.name ?? state).normalize("NFD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase() + "-" + year;
    ask<Named>("scenarios", { name: called, country: state, year })
      .then((s) => { toggle(false); made(s.name); }, (e) => fail(String(e.message)))
      .finally(() => work(false));
  };
  return (
    <details open={open} onToggle={(e) => toggle(e.currentTarget.open)}>
      <summary>Or make one of any state</summary>
      <form class="fields" onSubmit={(e) => { e.preventDefault(); make(); }}>
        <Select label="State" value={state} choices={[{ value: "", text: "Choose one…" }, ...states.map((s) => ({ value: s.iso3, text: s.name }))]} choose={choose} />
        <label class="field">
          <span>Year</span>
          <input type="number" required value={year} min={1951} max={2025} onInput={(e) => when(Number(e.currentTarget.value))} />
        </label>
        <button disabled={busy || state === ""}>{busy ? "Is being drawn…" : "Make it"}</button>
      </form>
      {label && <p class="soft">There are sheets of {label.name} for {label.years}. What is drawn is complete and uncalibrated, and lies in a folder to be changed by hand.</p>}
      {wrong && <p class="warning" role="alert">{wrong}</p>}
    </details>
  );
}

// Chosen is a scenario, what can be changed in it, and the button that plays it.
function Chosen({ scenario }: { scenario: string }) {
  const [doc, show] = useState<Document | null>(null);
  const [world, choose] = useState("as-modelled");
  const [runs, many] = useState(0);
  const [seed, draw] = useState(1);
  const [wrong, fail] = useState("");
  useEffect(() => {
    const like = param("like");
    ask<Document>("scenarios/" + name(scenario)).then(async (d) => {
      many(d.replicates);
      if (like !== "") take(await ask<Told>("runs/" + name(like)), d);
      show(d);
    }).catch((e) => fail(String(e.message)));
  }, [scenario]);
  // take asks for what a run was asked, so that one thing more can be changed.
  const take = ({ wish }: Told, d: Document) => {
    forbidden.value = d.options.map((o) => o.id).filter((id) => wish.do.includes("forbid:" + id));
    fixed.value = Object.fromEntries(Object.entries(wish.set).map(([name, value]) => [name, value!]));
    choose(wish.world);
    many(wish.replicates);
    draw(wish.seed);
    set("like", ""); // what is changed from now on stays
  };
  if (!doc) return wrong ? <pre class="warning" role="alert">{wrong}</pre> : <p aria-busy="true">Is being read…</p>;
  const play = () => {
    fail("");
    const wish: Wish = { scenario, world, do: forbidden.value.map((id) => "forbid:" + id), set: fixed.value, replicates: runs, seed };
    ask<Told>("runs", wish).then((t) => watchRun(t.run), (e) => fail(String(e.message)));
  };
  return (
    <form class="wish" onSubmit={(e) => { e.preventDefault(); play(); }}>
      <h2>{doc.title}</h2>
      <p class="summary">{doc.summary}</p>
      {doc.uncalibrated && <p class="warning"><span aria-hidden="true">⚠ </span>{doc.uncalibrated}</p>}
      <Assumptions of={doc.parameters} />
      <Forbid doc={doc} />
      <div class="fields">
        <Select label="World" value={world} choices={[...doc.worlds.map((w) => ({ value: w.id, text: w.text })), ...several(doc)]} choose={choose} />
        <label class="field">
          <span>Runs</span>
          <input type="number" required value={runs} min={1} max={100000} onInput={(e) => many(Number(e.currentTarget.value))} />
        </label>
        <label class="field">
          <span>Seed</span>
          <input type="number" required value={seed} min={1} max={Number.MAX_SAFE_INTEGER} onInput={(e) => draw(Number(e.currentTarget.value))} />
        </label>
        <button class="main">Play</button>
      </div>
      {wrong && <p class="warning" role="alert">{wrong}</p>}
    </form>
  );
}

// several is a choice of worlds at once.
function several(doc: Document) {
  if (doc.worlds.length < 2) return [];
  return [{ value: "*", text: doc.argues ? "several, with the same luck, to test the argument" : "all of these, with the same luck" }];
}

// Forbid takes choices from those who decide.
function Forbid({ doc }: { doc: Document }) {
  return (
    <details open={forbidden.value.length > 0}>
      <summary>Forbid a choice{forbidden.value.length > 0 && `: ${forbidden.value.length} forbidden`}</summary>
      <fieldset class="ticks">
        <legend class="hidden">Forbidden</legend>
        {doc.options.map((o) => (
          <label>
            <input
              type="checkbox" checked={forbidden.value.includes(o.id)}
              onChange={(e) => (forbidden.value = e.currentTarget.checked ? [...forbidden.value, o.id] : forbidden.value.filter((id) => id !== o.id))}
            />
            <span>{o.text}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
