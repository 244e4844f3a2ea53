import { useEffect, useState } from "preact/hooks";
import { Facts, Figure, Picture } from "../figure";
import { Probabilities } from "../screens/story";
import { width } from "../state";
import type { Moment, Spread, Told } from "./api";
import { ask, name } from "./ask";

// Progress shows a run while it is played: its runs arrive as dots.
export function Progress({ told, tell }: { told: Told; tell: (t: Told) => void }) {
  const [moment, see] = useState<Moment | null>(null);
  const [lost, lose] = useState(false);
  const [wrong, fail] = useState("");
  const now = moment?.run ?? told;
  const on = told.state === "playing" || told.state === "waiting";
  useEffect(() => {
    if (!on) return;
    const source = new EventSource("api/runs/" + name(told.run) + "/events");
    source.onmessage = (e) => {
      const m = JSON.parse(String(e.data).replaceAll(" %", "\u00a0%")) as Moment;
      lose(false);
      see(m);
      if (m.run.state === "playing" || m.run.state === "waiting") return;
      source.close();
      tell(m.run);
    };
    source.onerror = () => lose(true); // it tries again by itself
    return () => source.close();
  }, [told.run, on]);
  const order = (what: string) => ask<Told>(`runs/${name(told.run)}/${what}`, {}).then(tell, (e) => fail(String(e.message)));
  return (
    <main>
      <section aria-labelledby="progress-name">
        <p class="eyebrow">{moment?.title ?? told.scenario}</p>
        <h1 id="progress-name">{now.heading}</h1>
        {moment?.uncalibrated && <p class="warning"><span aria-hidden="true">⚠ </span>{moment.uncalibrated}</p>}
        <Facts of={told.asked} />
        <progress max={now.of} value={now.done} aria-label={now.heading} />
        <p role="status" class="soft">{lost ? "The server does not answer; what it has played is kept." : now.status}</p>
        {wrong && <p class="warning" role="alert">{wrong}</p>}
        <p class="buttons">
          {on ? <button type="button" onClick={() => order("stop")}>Stop</button> : (told.state === "stopped" || told.state === "failed") && <button type="button" onClick={() => order("resume")}>Go on</button>}
        </p>
        {moment && moment.spread.fizzled.some((n, i) => n + moment.spread.engulfed[i] > 0) && (
          <>
            <h2>{moment.soFar}</h2>
            <Arriving spread={moment.spread} />
            <Probabilities likely={moment.likely} brief />
          </>
        )}
      </section>
    </main>
  );
}

// Arriving has a dot for each run, by how far protest spread.
function Arriving({ spread }: { spread: Spread }) {
  const { fizzled, engulfed } = spread;
  const wide = width.value;
  const high = 170;
  const step = wide / fizzled.length;
  const most = Math.max(10, ...fizzled.map((n, i) => n + engulfed[i]));
  const unit = (high - 30) / most;
  return (
    <Figure
      name={spread.name}
      sentence={spread.text}
      numbers={() => [{ head: ["regions", "fizzle", "engulf"], rows: fizzled.map((n, i) => [i, n, engulfed[i]]) }]}
    >
      <Picture wide={wide} high={high} label={spread.sentence}>
        {fizzled.map((n, i) => (
          <g>
            <rect class="arrived" x={i * step + step * 0.15} y={high - 22 - n * unit} width={step * 0.7} height={n * unit} />
            <rect class="arrived full" x={i * step + step * 0.15} y={high - 22 - (n + engulfed[i]) * unit} width={step * 0.7} height={engulfed[i] * unit} />
            <text class="tick" x={(i + 0.5) * step} y={high - 6} text-anchor="middle">{i}</text>
          </g>
        ))}
      </Picture>
    </Figure>
  );
}
