import { Facts, Figure, Pick, Picture } from "../figure";
import { Fifty } from "../marks/marks";
import { param, set, width } from "../state";
import { capital, interval, percent, shortDate } from "../text";
import type { Event, Likely, Page, Story as Described, StoryRun } from "../view";

export function Story({ page }: { page: Page }) {
  return (
    <>
      <p class="lead">{page.sentence}</p>
      <Facts of={[...page.story.setting, ...page.story.words]} long />
      <Probabilities likely={page.story.likely} />
      {page.story.fell.length > 0 && <Fell story={page.story} />}
      {page.story.runs.length > 0 && <Runs page={page} />}
    </>
  );
}

export function Probabilities({ likely, wide = Math.min(460, width.value < 640 ? width.value : width.value / 2), brief = false }: { likely: Likely; wide?: number; brief?: boolean }) {
  return (
    <Figure
      name={likely.name}
      sentence={likely.text}
      numbers={brief ? undefined : () => [{
        head: ["event", "probability", "interval of 90 %", "runs"],
        rows: likely.events.map((o) => [o.event + (o.given && ", " + o.given), percent(o.chance.p), interval(o.chance), o.chance.of]),
      }]}
    >
      <ul class="likely">
        {likely.events.map((o) => (
          <li>
            <p class="event">{capital(o.event)}{o.given && <span class="soft"> – where {o.given}</span>}</p>
            <p class="value">{o.chance.text} <span class="soft">{o.of}</span></p>
            {o.chance.of > 0 && <Picture wide={wide} high={wide / 50 + 14} label={o.sentence}>
              <Fifty chance={o.chance} wide={wide} />
            </Picture>}
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function Fell({ story }: { story: Described }) {
  return (
    <div class="note">
      <h3>{story.falls}</h3>
      <ul>{story.fell.map((f) => <li>{f.text}</li>)}</ul>
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
      <caption class="hidden">{run.days}</caption>
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
          <time>{e.hour === now && <span aria-hidden="true">▸ </span>}{dated || e.day < 1 ? e.when : time(e)}</time> <span>{e.text}</span>
        </li>
      ))}
    </ul>
  );
}
