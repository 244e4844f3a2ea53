import { Facts, Figure, Pick, Picture } from "../figure";
import { Fifty } from "../marks/marks";
import { param, set, width } from "../state";
import { capital, interval, percent, shortDate } from "../text";
import type { Event, Fall, Odds, Page, StoryRun } from "../view";

export function Story({ page }: { page: Page }) {
  return (
    <>
      <p class="lead">{page.sentence}</p>
      <Probabilities odds={page.story.odds} />
      {page.story.fell.length > 0 && <Fell fell={page.story.fell} />}
      {page.story.runs.length > 0 && <Runs page={page} />}
    </>
  );
}

export function Probabilities({ odds, wide = Math.min(460, width.value < 640 ? width.value : width.value / 2), brief = false }: { odds: Odds[]; wide?: number; brief?: boolean }) {
  return (
    <Figure
      name="How likely"
      sentence="Of fifty dots as many are filled as it is likely that the event happens. The line beneath is what the number of runs leaves open."
      numbers={brief ? undefined : () => [{
        head: ["event", "probability", "interval of 90 %", "runs"],
        rows: odds.map((o) => [o.event + (o.given && ", " + o.given), percent(o.chance.p), interval(o.chance), o.chance.of]),
      }]}
    >
      <ul class="odds">
        {odds.map((o) => (
          <li>
            <p class="event">{capital(o.event)}{o.given && <span class="soft"> – where {o.given}</span>}</p>
            <p class="value">{o.chance.text} <span class="soft">of {o.chance.of} runs</span></p>
            {o.chance.of > 0 && <Picture wide={wide} high={wide / 50 + 14} label={o.sentence}>
              <Fifty chance={o.chance} wide={wide} />
            </Picture>}
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function Fell({ fell }: { fell: Fall[] }) {
  return (
    <div class="note">
      <h3>Why governments fell</h3>
      <ul>{fell.map((f) => <li>{capital(f.reason)}: {f.runs} {f.runs === 1 ? "run" : "runs"}, {f.chance.text}</li>)}</ul>
    </div>
  );
}

// Runs tells one run, day by day, beside what really happened.
function Runs({ page }: { page: Page }) {
  const { runs, record } = page.story;
  const run = runs.find((r) => String(r.run) === param("run")) ?? runs[0];
  return (
    <div class="block">
      <h3>Read one run</h3>
      <Pick label="Run" name="run" value={String(run.run)} choices={runs.map((r) => ({ value: String(r.run), text: r.name }))} choose={(v) => set("run", v)} />
      <p><strong>{run.sentence}</strong> <span class="soft">{run.why}</span></p>
      <Facts of={run.facts} />
      <ByDay run={run} record={record} dates={page.dates} />
    </div>
  );
}

function ByDay({ run, record, dates }: { run: StoryRun; record: Event[]; dates: string[] }) {
  const days = [...new Set([...run.events, ...record].map((e) => e.day))].sort((a, b) => a - b);
  return (
    <table class={record.length > 0 ? "days beside" : "days"}>
      <caption class="hidden">{run.name} by day{record.length > 0 && ", beside the record"}</caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          <th scope="col">{run.name}</th>
          {record.length > 0 && <th scope="col"><span class="diamond" aria-hidden="true">◆</span> The record</th>}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => (
          <tr>
            <th scope="row">{dates[day - 1] ? shortDate(dates[day - 1]) : "Before"}</th>
            <td data-of={run.name}><Events of={run.events.filter((e) => e.day === day)} /></td>
            {record.length > 0 && <td data-of="The record"><Events of={record.filter((e) => e.day === day)} /></td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// time of day, where it is known.
const time = (e: Event) => e.when.split(", ")[1] ?? "";

// Events are told with their time, since the row has the date, or dated with both; those of
// the hour that is looked at stand out.
export function Events({ of, dated = false, now }: { of: Event[]; dated?: boolean; now?: number }) {
  if (of.length === 0) return null;
  return (
    <ul class={dated ? "events dated" : "events"}>
      {of.map((e) => (
        <li class={e.hour === now ? "now" : ""}>
          <time>{e.hour === now && <span aria-hidden="true">▸ </span>}{dated || e.day < 1 ? e.when : time(e)}</time> <span>{e.text}{e.confidence === "low" && <em class="soft"> (not sure)</em>}</span>
        </li>
      ))}
    </ul>
  );
}
