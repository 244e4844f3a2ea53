import { useEffect, useState } from "preact/hooks";
import { App } from "../app";
import { again } from "../change";
import { Select } from "../figure";
import { follow, go, param, set } from "../state";
import type { Page } from "../view";
import type { Told } from "./api";
import { ask, name } from "./ask";
import { Begin } from "./begin";
import { Progress } from "./progress";
import { Offered } from "./offer";

// Live shows the run that the address names, or lets one begin another.
export function Live() {
  useEffect(() => follow(() => {}), []);
  const run = param("of");
  return (
    <>
      <aside class="bar" aria-label="casus">
        <a href="#begin" onClick={(e) => { e.preventDefault(); go("begin", {}); }}>casus</a>
        {run !== "" && <span>{run}</span>}
        {run !== "" && <Before run={run} />}
      </aside>
      {run === "" ? <Begin /> : <Shown key={run + "/" + param("against")} run={run} against={param("against")} />}
    </>
  );
}

// watchRun goes to a run.
export const watchRun = (run: string, screen = "") => go(screen, { of: run });

// Before lets one set a run against another of its scenario.
function Before({ run }: { run: string }) {
  const [list, show] = useState<Told[]>([]);
  useEffect(() => { ask<Told[]>("runs").then(show, () => show([])); }, [run]);
  const own = list.find((t) => t.run === run);
  const others = list.filter((t) => t.run !== run && t.state === "finished" && t.draws !== "" && t.draws === own?.draws);
  if (others.length === 0) return null;
  return (
    <Select
      label="Set against" value={param("against")}
      choices={[{ value: "", text: "nothing" }, ...others.map((t) => ({ value: t.run, text: t.run + ": " + t.asked.map((e) => `${e.label} ${e.value}`).join(", ") }))]}
      choose={(v) => { set("against", v); }}
    />
  );
}

// Shown is a run: its page where it is finished, else how it goes.
function Shown({ run, against }: { run: string; against: string }) {
  const [told, tell] = useState<Told | null>(null);
  const [page, show] = useState<Page | null>(null);
  const [wrong, fail] = useState("");
  useEffect(() => {
    ask<Told>("runs/" + name(run)).then(tell, (e) => fail(String(e.message)));
  }, []);
  const look = (also = "") => ask<Page>(`runs/${name(run)}/page?${against && "against=" + name(against)}${also}`).then(show);
  // worlds plays those of the scenario, with what was asked of the run, and goes to them: their
  // page sets them against each other and has the verdicts.
  const worlds = (screen: string) => ask<Told>(`runs/${name(run)}/worlds`, {}).then((t) => watchRun(t.run, screen));
  useEffect(() => {
    if (told?.state !== "finished") return;
    again.value = { scenario: told.scenario, like: run };
    look().catch((e) => fail(String(e.message)));
  }, [told?.state]);
  if (wrong) return <main><section><p class="warning" role="alert">{wrong}</p></section></main>;
  if (page) return <App page={page} play={(screen, offer) => <Offered offer={offer} play={() => (screen === "trust" ? look("&scores") : worlds(screen))} />} />;
  if (!told) return <main><section aria-busy="true"><p>Looking for the run…</p></section></main>;
  return <Progress told={told} tell={tell} />;
}
