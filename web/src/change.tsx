import { signal } from "@preact/signals";
import { format } from "./hash";

// again is the run that can be played with another assumption, and its scenario; null on a
// page that was handed over.
export const again = signal<{ scenario: string; like: string } | null>(null);

// Change names a parameter, as --set takes it, and goes to where one changes it.
export function Change({ parameter }: { parameter: string }) {
  return (
    <>
      <code>{parameter}</code>
      {again.value && <> <a href={format({ screen: "begin", params: { ...again.value, change: parameter } })}>Change it</a></>}
    </>
  );
}
