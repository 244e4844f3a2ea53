import { useState } from "preact/hooks";

// ScoreModel asks for the hindcast and the back-test.
export function ScoreModel({ score }: { score: () => Promise<void> }) {
  const [busy, work] = useState(false);
  const [wrong, fail] = useState("");
  const ask = () => {
    work(true);
    fail("");
    score().catch((e) => fail(String(e.message))).finally(() => work(false));
  };
  return (
    <>
      <p class="buttons"><button type="button" class="main" disabled={busy} onClick={ask}>Score the model</button></p>
      <p class="soft" role="status">
        {busy ? "The model is being scored; you may look at the rest of the page. It goes on if you leave: ask again later." : "The hindcast takes minutes on two cores, the back-test half a minute. Runs go first. What was made is kept while the server runs, for all runs of the scenario."}
      </p>
      {wrong && <p class="warning" role="alert">{wrong}</p>}
    </>
  );
}
