import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { asked, Header } from "./header";
import { Argument } from "./screens/argument";
import { Decisions } from "./screens/decisions";
import { MapScreen } from "./screens/map";
import { Short } from "./screens/short";
import { Story } from "./screens/story";
import { Timeline } from "./screens/timeline";
import { Trust } from "./screens/trust";
import { Worlds } from "./screens/worlds";
import { current, enter, follow, link } from "./state";
import type { Offer, Page } from "./view";

interface Screen {
  id: string;
  name: string;
  question: string;
  draw: (page: Page) => ComponentChildren; // null where the page has nothing to draw
}

const SCREENS: Screen[] = [
  { id: "story", name: "Story", question: "What happens?", draw: (p) => <Story page={p} /> },
  { id: "map", name: "Map", question: "Where does it happen?", draw: (p) => p.map && <MapScreen page={p} map={p.map} /> },
  { id: "timeline", name: "Timeline", question: "When does it happen?", draw: (p) => p.timeline && <Timeline page={p} timeline={p.timeline} /> },
  { id: "decisions", name: "Decisions", question: "Who decides what, and why?", draw: (p) => p.decisions && <Decisions page={p} decisions={p.decisions} /> },
  { id: "worlds", name: "Worlds", question: "What would have changed it?", draw: (p) => p.worlds && <Worlds worlds={p.worlds} /> },
  { id: "argument", name: "Argument", question: "Which sentences hold?", draw: (p) => p.argument && <Argument argument={p.argument} /> },
  { id: "trust", name: "Trust", question: "Why believe it, and where not?", draw: (p) => <Trust page={p} /> },
];

// Play gives what plays what is offered on a screen; a page that was handed over has none.
type Play = (screen: string, offer: Offer) => ComponentChildren;

export function App({ page, play }: { page: Page; play?: Play }) {
  return page.short ? <Short page={page} /> : <><Header page={page} /><Screens page={page} play={play} /></>;
}

function Screens({ page, play }: { page: Page; play?: Play }) {
  useEffect(() => {
    const unfollow = follow(arrive);
    arrive(current());
    const stop = watch();
    return () => {
      unfollow();
      leave?.();
      stop();
    };
  }, []);
  return (
    <>
      <Nav />
      <main>
        {SCREENS.map((s) => (
          <section id={s.id} aria-labelledby={s.id + "-name"} tabIndex={-1}>
            <p class="eyebrow">{s.name} <span>{page.title} · {asked(page)}</span></p>
            <h2 id={s.id + "-name"}>{s.question}</h2>
            {s.draw(page)}
            {page.missing.filter((m) => m.screen === s.id).map((m) => (
              <>
                <p class="missing">{m.why} {!(m.offer && play) && m.how}</p>
                {m.offer && play?.(s.id, m.offer)}
              </>
            ))}
            {s.id !== "trust" && <Wrong page={page} />}
          </section>
        ))}
      </main>
    </>
  );
}

function Nav() {
  const here = current() || SCREENS[0].id;
  useEffect(() => { // on a narrow screen the bar is wider than the page
    const link = document.querySelector<HTMLElement>("nav [aria-current]")!;
    link.closest("ol")!.scrollLeft = link.offsetLeft - 16;
  }, [here]);
  return (
    <nav aria-label="Screens">
      <ol>
        {SCREENS.map((s) => (
          <li>
            <a href={link(s.id)} aria-current={s.id === here ? "true" : undefined}>{s.name}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

// Wrong says on every screen where the model is wrong, and where more of that is.
function Wrong({ page }: { page: Page }) {
  const worst = page.trust.misses[0] ?? page.trust.limits[0]?.text;
  return (
    <p class="wrong">
      Where the model is wrong: {worst} <a href={link("trust")}>More of that</a>
    </p>
  );
}

const STILL = 10; // frames without a change, after which a section stays where it is
const LONGEST = 2000; // milliseconds for which one is held
const STIRS = ["wheel", "touchmove", "pointerdown", "keydown"]; // whoever reads moves on

let leave: (() => void) | undefined; // while a section is held at the top

// arrive shows a section from its top. What is far from the window gets its real size only
// when one comes near, so the section is held until the page is still.
function arrive(screen: string) {
  leave?.();
  const section = screen === "" ? null : document.getElementById(screen);
  if (!section) return;
  const until = performance.now() + LONGEST;
  let frame = 0;
  let still = 0;
  let before = NaN;
  leave = () => {
    cancelAnimationFrame(frame);
    STIRS.forEach((s) => removeEventListener(s, leave!));
    leave = undefined;
  };
  const hold = () => {
    const at = section.getBoundingClientRect().top;
    still = at === before ? still + 1 : 0;
    if (still === STILL || performance.now() > until) return leave?.();
    section.scrollIntoView();
    before = section.getBoundingClientRect().top;
    frame = requestAnimationFrame(hold);
  };
  STIRS.forEach((s) => addEventListener(s, leave!, { passive: true }));
  hold();
  section.focus({ preventScroll: true });
}

// watch notes which screen is being read, once one has arrived.
function watch() {
  const seen = new IntersectionObserver(
    (entries) => {
      const entered = entries.find((e) => e.isIntersecting);
      if (entered && !leave && (scrollY > 0 || current() !== "")) enter(entered.target.id);
    },
    { rootMargin: "-30% 0px -69% 0px" },
  );
  document.querySelectorAll("main > section").forEach((s) => seen.observe(s));
  return () => seen.disconnect();
}
