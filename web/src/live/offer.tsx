import { useState } from "preact/hooks";
import type { Offer } from "../view";

// Offered is a button that plays what a page lacks.
export function Offered({ offer, play }: { offer: Offer; play: () => Promise<void> }) {
  const [busy, work] = useState(false);
  const [wrong, fail] = useState("");
  const ask = () => {
    work(true);
    fail("");
    play().catch((e) => fail(String(e.message))).finally(() => work(false));
  };
  return (
    <>
      <p class="buttons"><button type="button" class="main" disabled={busy} onClick={ask}>{offer.button}</button></p>
      <p class="soft" role="status">{(busy && offer.busy) || offer.text}</p>
      {wrong && <p class="warning" role="alert">{wrong}</p>}
    </>
  );
}
