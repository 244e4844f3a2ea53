import { useEffect, useState } from "preact/hooks";
import type { Told } from "./api";
import { ask } from "./ask";
import { watchRun } from "./live";

// RunsOf lists what has been played in this folder.
export function RunsOf() {
  const [list, show] = useState<Told[] | null>(null);
  const [wrong, fail] = useState("");
  useEffect(() => { ask<Told[]>("runs").then(show, (e) => fail(String(e.message))); }, []);
  if (wrong) return <p class="warning" role="alert">{wrong}</p>;
  if (!list || list.length === 0) return null;
  return (
    <div class="block">
      <h2>Played before</h2>
      <div class="scroll" role="region" aria-label="Runs" tabIndex={0}>
        <table class="runs">
          <thead>
            <tr>{["Run", "What was asked", "Runs", "Begun"].map((h) => <th scope="col">{h}</th>)}</tr>
          </thead>
          <tbody>
            {list.map((t) => (
              <tr>
                <th scope="row"><a href={"#?of=" + encodeURIComponent(t.run)} onClick={(e) => { e.preventDefault(); watchRun(t.run); }}>{t.run}</a></th>
                <td>{t.asked.map((e) => `${e.label} ${e.value}`).join(", ")}</td>
                <td>{t.state === "finished" ? t.of : `${t.done} of ${t.of}${t.state === "stopped" ? " kept" : ", " + t.state}`}</td>
                <td>{t.started}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
