// Written by go generate ./web from the types of report/view; meanings are there.

export type Num = number | null;

export interface Page {
  format: number;
  title: string;
  summary: string;
  short: boolean;
  uncalibrated: string;
  asked: Entry[];
  question: string;
  sentence: string;
  paper: string;
  dates: string[];
  story: Story;
  map: Map | null;
  timeline: Timeline | null;
  decisions: Decisions | null;
  worlds: Worlds | null;
  argument: Argument | null;
  trust: Trust;
  missing: Missing[];
}

export interface Entry {
  label: string;
  value: string;
}

export interface Story {
  setting: Entry[];
  words: Entry[];
  likely: Likely;
  falls: string;
  fell: Fall[];
  runs: StoryRun[];
  record: Event[];
}

export interface Map {
  outlines: Outlines;
  regions: Region[];
  towns: Town[];
  layers: Layer[];
  runs: number;
  played: Played[];
  local: Local | null;
  troops: Note[];
  start: string;
  until: string;
  nowhere: string;
  sentence: string;
  centre: number[];
}

export interface Timeline {
  series: Series[];
  lanes: Lanes[];
  firsts: Caption;
  sentence: string;
}

export interface Decisions {
  hours: number[];
  options: Option[];
  byHour: Caption;
  never: string;
  votes: Bloc[];
  terms: Caption;
  forced: string;
  quantities: Quantity[];
  seen: Seen[];
  sentence: string;
}

export interface Worlds {
  runs: number;
  list: World[];
  pairs: Pair[];
  outcomes: Outcome[];
  doc: string;
}

export interface Argument {
  about: string;
  sample: string;
  sentence: string;
  rule: string;
  brief: string;
  found: Heading;
  same: Heading;
  all: string;
  kinds: string[];
  verdicts: Verdict[];
}

export interface Trust {
  parameters: Parameter[];
  decisive: Decisive[];
  fits: Entry[];
  record: Check[];
  misses: string[];
  hindcast: Hindcast | null;
  backtest: Backtest | null;
  waves: Waves | null;
  limits: Limit[];
  sources: string;
  cited: string[];
  sentence: string;
}

export interface Missing {
  screen: string;
  why: string;
  how: string;
  offer: Offer | null;
}

export interface Likely {
  name: string;
  text: string;
  events: Probability[];
}

export interface Fall {
  reason: string;
  runs: number;
  chance: Chance;
  text: string;
}

export interface StoryRun {
  run: number;
  kind: string;
  name: string;
  why: string;
  sentence: string;
  days: string;
  facts: Entry[];
  events: Event[];
}

export interface Event {
  hour: number;
  day: number;
  when: string;
  kind: string;
  text: string;
  confidence?: string;
  where?: Where | null;
}

export interface Outlines {
  type: string;
  features: Outline[];
}

export interface Region {
  id: string;
  name: string;
  people: Num;
}

export interface Town {
  id: string;
  name: string;
  region: number;
  lat: number;
  lon: number;
  people: Num;
  kind: string;
  capital: boolean;
}

export interface Layer {
  id: string;
  name: string;
  doc: string;
  unit: string;
  values: Num[][];
  low: Num[][];
  high: Num[][];
  sentence: string;
}

export interface Played {
  run: number;
  name: string;
  layers: RunsLayer[];
  hours: HourLayer[];
  troops: Note[];
  words: Words[];
  sentence: string;
}

export interface Local {
  regions: Spot[];
  towns: Spot[];
  layers: TownLayer[];
  shares: Shares;
  legend: string;
  record: string;
}

export interface Note {
  hour: number;
  text: string;
}

export interface Series {
  id: string;
  name: string;
  unit: string;
  record: Recorded[];
  panels: Panel[];
  sentence: string;
}

export interface Lanes {
  name: string;
  lanes: Lane[];
}

export interface Caption {
  name: string;
  sentence: string;
}

export interface Option {
  id: string;
  name: string;
  by: string;
  taken: Chance;
  byHour: Num[];
}

export interface Bloc {
  name: string;
  members: string;
  yes: string;
  votes: Vote[];
}

export interface Quantity {
  id: string;
  name: string;
  unit: string;
}

export interface Seen {
  run: number;
  hour: number;
  when: string;
  who: string;
  option: number;
  forced: boolean;
  chance: Num[];
  values: Num[];
}

export interface World {
  id: string;
  text: string;
  do: string[];
}

export interface Pair {
  world: string;
  against: string;
  name: string;
  differ: number;
  differences: Difference[];
  rest: string[];
  sentence: string;
  brief: string;
}

export interface Outcome {
  id: string;
  name: string;
  doc: string;
}

export interface Heading {
  name: string;
  text: string;
}

export interface Verdict {
  id: string;
  label: string;
  text: string;
  read: string;
  formula: string;
  word: string;
  wordLow: Num;
  wordHigh: Num;
  wordText: string;
  verdict: string;
  plain: string;
  same: boolean;
  holds: Chance | null;
  effect: Effect | null;
  sentence: string;
  reading: string;
  details: Entry[];
  judged: number;
  of: number;
  failed: number;
  on: string;
  needed: number;
  flips: Flip[];
  flipsOf: string;
  noFlips: string;
  nearest: Flip | null;
  moves: string;
  drivers: Flip[];
}

export interface Parameter {
  name: string;
  what: string;
  room: string;
  prior: string;
  low: Num;
  median: Num;
  high: Num;
  unit: string;
  source: string;
  why: string;
  assumption: boolean;
  fitted: string;
  usual: boolean;
  set: Num | null;
}

export interface Decisive {
  parameter: string;
  what: string;
  event: string;
  text: string;
  there: Chance;
  other: Chance;
  reason: string;
  sentence: string;
}

export interface Check {
  id: string;
  what: string;
  unit: string;
  record: Num;
  low: Num;
  high: Num;
  recordText: string;
  model: Spread;
  inside: string;
  sentence: string;
}

export interface Hindcast {
  sample: string;
  until: number;
  series: Fan[];
  scores: CRPS[];
  misses: string[];
  notes: string[];
  brief: string;
  sentence: string;
  values: Predicted[];
}

export interface Backtest {
  questions: Question[];
  sentence: string;
}

export interface Waves {
  sentence: string;
  notes: string[];
  misses: string[];
}

export interface Limit {
  text: string;
  source: string;
}

export interface Offer {
  button: string;
  text: string;
  busy: string;
}

export interface Probability {
  event: string;
  given: string;
  chance: Chance;
  of: string;
  sentence: string;
}

export interface Chance {
  p: Num;
  low: Num;
  high: Num;
  of: number;
  text: string;
}

export interface Where {
  regions: number[];
  towns: number[];
}

export interface Outline {
  type: string;
  id: string;
  geometry: Geometry;
}

export interface RunsLayer {
  id: string;
  name: string;
  unit: string;
  of: string;
  legend: string;
  values: Num[][];
}

export interface HourLayer {
  id: string;
  name: string;
  unit: string;
  of: string;
  most: Num;
  legend: string;
  spans: Span[];
}

export interface Words {
  of: string;
  place: number;
  whole: string;
  days: Note[];
}

export interface Spot {
  quiet: string;
  sentence: string;
  run: number | null;
}

export interface TownLayer {
  id: string;
  name: string;
  doc: string;
  spans: Span[];
}

export interface Shares {
  values: Num[];
  low: Num[];
  high: Num[];
}

export interface Recorded {
  day: number;
  value: Num;
  low: Num;
  high: Num;
  confidence: string;
}

export interface Panel {
  kind: string;
  name: string;
  count: string;
  record: boolean;
  trajectories: Trajectory[];
}

export interface Lane {
  id: string;
  name: string;
  kind: string;
  chance: Chance;
  dots: Num[];
  when: Spread;
  later: string;
  record: Num | null;
  sentence: string;
}

export interface Vote {
  member: string;
  lead: boolean;
  yes: Chance;
  abstain: number;
  no: number;
  support: Spread;
  terms: Term[];
  sentence: string;
}

export interface Difference {
  outcome: number;
  world: Num;
  against: Num;
  levels: string[];
  effect: Effect;
  dots: Num[];
  sentence: string;
}

export interface Effect {
  mean: Num;
  low: Num;
  high: Num;
  of: number;
  unit: string;
  text: string;
}

export interface Flip {
  parameter: string;
  what: string;
  sentence: string;
  reason: string;
}

export interface Spread {
  median: Num;
  low: Num;
  high: Num;
  of: number;
  text: string;
}

export interface Fan {
  id: string;
  name: string;
  unit: string;
  log: boolean;
  days: FanDay[];
  record: Recorded[];
  sentence: string;
}

export interface CRPS {
  name: string;
  doc: string;
  score: Score;
  less: Score | null;
  better: string;
}

export interface Predicted {
  series: string;
  day: number;
  record: string;
  confidence: string;
  median: string;
  half: string;
  most: string;
  inside: string;
}

export interface Question {
  id: string;
  ask: string;
  sample: string;
  came: string;
  not: string;
  scores: CaseScore[];
  cases: Case[];
  misses: string[];
  notes: string[];
  brief: string;
  sentence: string;
}

export interface Geometry {
  type: string;
  coordinates: number[][][][];
}

export interface Span {
  place: number;
  from: number;
  values: Num[];
}

export interface Trajectory {
  run: number;
  values: Num[];
}

export interface Term {
  name: string;
  value: Spread;
}

export interface FanDay {
  median: Num;
  halfLow: Num;
  halfHigh: Num;
  low: Num;
  high: Num;
}

export interface Score {
  value: Num;
  low: Num;
  high: Num;
  text: string;
}

export interface CaseScore {
  name: string;
  doc: string;
  brier: Score;
  skill: Score;
  auc: Score | null;
}

export interface Case {
  id: string;
  came: boolean;
  model: Num;
  regression: Num;
  rule: Num | null;
  base: Num;
  miss: number;
}
