// Written by go generate ./web from the types of server; meanings are there.

import type { Entry, Likely, Parameter } from "../view";

export interface Named {
  name: string;
  title: string;
}

export interface Document {
  name: string;
  title: string;
  summary: string;
  uncalibrated: string;
  replicates: number;
  worlds: Choice[];
  argues: boolean;
  options: Choice[];
  parameters: Parameter[];
}

export interface Choice {
  id: string;
  text: string;
}

export interface State {
  name: string;
  country: string;
  year: number;
}

export interface Wish {
  scenario: string;
  world: string;
  do: string[];
  set: Record<string, number | null>;
  replicates: number;
  seed: number;
}

export interface Told {
  run: string;
  scenario: string;
  worlds: number;
  asked: Entry[];
  wish: Wish;
  state: string;
  heading: string;
  status: string;
  why: string;
  done: number;
  of: number;
  draws: string;
  started: string;
}

export interface Moment {
  run: Told;
  title: string;
  uncalibrated: string;
  soFar: string;
  failed: number;
  likely: Likely;
  spread: Spread;
}

export interface Spread {
  name: string;
  text: string;
  sentence: string;
  fizzled: number[];
  engulfed: number[];
}

export interface Refusal {
  error: string;
  hint: string;
}

export interface Listed {
  iso3: string;
  name: string;
  area: string;
  years: string;
  people: number;
}
