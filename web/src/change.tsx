import { signal } from "@preact/signals";
import { format } from "./hash";

// again is the scenario that can be played with another assumption; "" on a page that was
// handed over.
export const again = signal("");

// Change names a parameter, as --set takes it, and goes to where one changes it.
export function Change({ parameter }: { parameter: string }) {
  return (
    <>
      <code>{parameter}</code>
      {again.value && <> <a href={format({ screen: "begin", params: { scenario: again.value, change: parameter } })}>Change it</a></>}
    </>
  );
}
