import { useEffect, useState } from "preact/hooks";
import { App } from "../app";
import { param, set } from "../state";
import type { Page } from "../view";
import type { Told } from "./api";
import { ask, name } from "./ask";
import { Begin } from "./begin";
import { Progress } from "./progress";

// Live shows the run that the address names, or lets one begin another.
export function Live() {
  const run = param("run-of");
  return (
    <>
      <p class="bar">
        <a href="#begin" aria-current={run === "" ? "page" : undefined} onClick={(e) => { e.preventDefault(); location.hash = "#begin"; }}>casus</a>
        {run !== "" && <span>{run}</span>}
      </p>
      {run === "" ? <Begin /> : <Shown key={run} run={run} />}
    </>
  );
}

// watchRun goes to a run.
export const watchRun = (run: string) => set("run-of", run);

// Shown is a run: its page where it is finished, else how it goes.
function Shown({ run }: { run: string }) {
  const [told, tell] = useState<Told | null>(null);
  const [page, show] = useState<Page | null>(null);
  const [wrong, fail] = useState("");
  useEffect(() => {
    ask<Told>("runs/" + name(run)).then(tell, (e) => fail(String(e.message)));
  }, [run]);
  useEffect(() => {
    if (told?.state !== "finished") return;
    ask<Page>("runs/" + name(run) + "/page").then(show, (e) => fail(String(e.message)));
  }, [told?.state]);
  if (wrong) return <main><section><p class="warning" role="alert">{wrong}</p></section></main>;
  if (page) return <App page={page} />;
  if (!told) return <main><section aria-busy="true"><p>Looking for the run…</p></section></main>;
  return <Progress told={told} tell={tell} />;
}
