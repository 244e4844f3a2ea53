// What the page asks of the server it comes from. Addresses are relative: the page's own
// has the token.
import type { Refusal } from "./api";

// Refused is a request that was answered with a reason.
export class Refused extends Error {}

export async function ask<T>(path: string, body?: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch("api/" + path, body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    throw new Refused("The server does not answer. It may have been stopped; what it has played is kept.");
  }
  const text = (await answer.text()).replaceAll(" %", "\u00a0%");
  if (answer.ok) return JSON.parse(text) as T;
  let why = answer.statusText;
  try {
    const refusal = JSON.parse(text) as Refusal;
    why = refusal.error + (refusal.hint && "; " + refusal.hint);
  } catch {
    // what stands between does not speak JSON
  }
  throw new Refused(why);
}

export const name = (text: string) => encodeURIComponent(text);
