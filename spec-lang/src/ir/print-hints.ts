/**
 * Which sort the reader of a text gives to a term from where it stands. Some terms (`{}`, `nil`,
 * `[a, b]`, …) have no sort of their own; this mirrors how the checker tells them one, so that the
 * printer writes `(e: Sort)` where the text alone would say another sort, and only there.
 */
import { INT, NAT, type Sort } from './sort.js';
import type { Apply, Expr, Operator } from './expr.js';
import { equalSort } from './equal.js';

/** What the printer has to know of the surroundings. */
export interface Surface {
  /** Constants and constructors that several sorts have: the context must say which is meant. */
  readonly ambiguous: ReadonlySet<string>;
  /** For each component of the composition spoken of, whether it is indexed. */
  readonly indexed: ReadonlyMap<string, boolean>;
  /** The names of the two automata of a simulation. */
  readonly sides?: { readonly concrete: string; readonly abstract: string };
  /** In a simulation: the kind of each action, by `Automaton.action`. */
  readonly kinds?: ReadonlyMap<string, string>;
  /** In a layer: the sort of the messages from above, which packets carry. */
  readonly message?: string;
}

export const PLAIN: Surface = { ambiguous: new Set(), indexed: new Map() };

/** 0: has a sort of its own; 1: has one by default; 2: has none without context. */
export function weakness(e: Expr, surface: Surface): Weakness {
  switch (e.kind) {
    case 'literal':
      if (typeof e.value === 'number') return e.value < 0 ? 0 : 1;
      return e.sort.kind === 'enum' && surface.ambiguous.has(String(e.value)) ? 2 : 0;
    case 'inject':
      return surface.ambiguous.has(e.tag) ? 2 : 0;
    case 'tuple':
      return 1;
    case 'if':
      return least([e.then, e.else], surface);
    case 'apply':
      return WEAKNESS[e.op]?.(e, surface) ?? 0;
    case 'local':
    case 'state':
    case 'call':
    case 'quantified':
    case 'select':
    case 'comprehension':
      return 0;
  }
}

type Weakness = 0 | 1 | 2;
type Measure = (e: Apply, surface: Surface) => Weakness;

const none: Measure = () => 2;
const byDefault: Measure = () => 1;
const likeFirst: Measure = (e, surface) => argWeakness(e, 0, surface);
const likeFirmest: Measure = (e, surface) => least(e.args, surface);

/** Operators that are not here have a sort of their own. */
const WEAKNESS: Partial<Record<Operator, Measure>> = {
  natural: likeFirst,
  empty: none,
  nil: none,
  constant: none,
  mint: none,
  joined: none,
  display: byDefault,
  embed: likeFirst,
  update: likeFirst,
  remove: likeFirst,
  tail: likeFirst,
  init: likeFirst,
  slice: likeFirst,
  insert: (e, surface) => capped(argWeakness(e, 1, surface)),
  delete: (e, surface) => capped(argWeakness(e, 1, surface)),
  prepend: (e, surface) => capped(argWeakness(e, 1, surface)),
  append: (e, surface) => capped(argWeakness(e, 0, surface)),
  concat: likeFirmest,
  union: likeFirmest,
  intersection: likeFirmest,
  difference: likeFirmest,
  plus: likeFirmest,
  minus: likeFirmest,
  times: likeFirmest,
};

function argWeakness(e: Apply, index: number, surface: Surface): Weakness {
  const arg = e.args[index];
  return arg === undefined ? 0 : weakness(arg, surface);
}

function capped(w: Weakness): 0 | 1 {
  return w === 0 ? 0 : 1;
}

function least(terms: readonly Expr[], surface: Surface): Weakness {
  return terms.map((t) => weakness(t, surface)).reduce((a, b) => (a < b ? a : b), 2);
}

export type Want = Sort | undefined;

/** What the text alone says, if the term stands where `want` is wanted: is it the term's own sort? */
export function needsSort(e: Expr, want: Want, surface: Surface): boolean {
  const wanted = want !== undefined && equalSort(want, e.sort);
  switch (e.kind) {
    case 'literal':
      if (typeof e.value === 'number') return numberNeedsSort(e.sort, want);
      return !wanted && weakness(e, surface) === 2;
    case 'inject':
      return !wanted && weakness(e, surface) === 2;
    case 'tuple':
      return !wanted;
    case 'apply':
      return !wanted && applyNeedsSort(e, want);
    case 'local':
    case 'state':
    case 'call':
    case 'if':
    case 'quantified':
    case 'select':
    case 'comprehension':
      return false;
  }
}

/** A Nat stands for an Int anywhere, so that only an Int where none is wanted must be said. */
function numberNeedsSort(sort: Sort, want: Want): boolean {
  return sort.kind === 'int' && want?.kind !== 'int';
}

function applyNeedsSort(e: Apply, want: Want): boolean {
  if (e.op === 'display') return want !== undefined || e.sort.kind !== 'set';
  return WEAKNESS[e.op] === none;
}

/** What is wanted of each argument, in their order. */
export function argumentWants(e: Apply, want: Want, surface: Surface): readonly Want[] {
  return WANTS[e.op]?.(e, want, surface) ?? e.args.map(() => undefined);
}

type Asking = (e: Apply, want: Want, surface: Surface) => readonly Want[];

const alike: Asking = (e, _, surface) => pair(e.args, undefined, surface);
const algebra: Asking = (e, want, surface) =>
  pair(e.args, want !== undefined && hints(want) ? want : undefined, surface);
const counted: Asking = (e) => [elementOf(sortOf(e, 1)), undefined];
const keyed: Asking = (e) => [undefined, ...indexSorts(sortOf(e, 0))];
const passedOn: Asking = (e, want) => e.args.map(() => want);

/** Operators that are not here ask their arguments for nothing. */
const WANTS: Partial<Record<Operator, Asking>> = {
  eq: alike,
  ne: alike,
  lt: alike,
  le: alike,
  gt: alike,
  ge: alike,
  subset: alike,
  prefix: alike,
  concat: (e, want, surface) => pair(e.args, want?.kind === 'seq' ? want : undefined, surface),
  plus: algebra,
  minus: algebra,
  times: algebra,
  div: algebra,
  mod: algebra,
  union: algebra,
  intersection: algebra,
  difference: algebra,
  in: memberWants,
  rank: counted,
  count: counted,
  insert: changedWants,
  delete: changedWants,
  append: (e, want, surface) => grownWants(e.args[0], e.args[1], want, surface),
  prepend: (e, want, surface) => [...grownWants(e.args[1], e.args[0], want, surface)].reverse(),
  display: displayWants,
  constant: (_, want) => [want?.kind === 'array' ? want.of : undefined],
  embed: (_, want) => [want?.kind === 'null' ? want.of : undefined],
  mint: () => [NAT, undefined],
  pieces: () => [undefined, NAT],
  joined: () => [{ kind: 'seq', of: { kind: 'string' } }],
  index: keyed,
  defined: keyed,
  remove: (e, want) => [want, ...indexSorts(sortOf(e, 0))],
  update: (e, want) => [want, ...indexSorts(sortOf(e, 0)), valueSort(sortOf(e, 0))],
  slice: (_, want) => [want, NAT, NAT],
  tail: passedOn,
  init: passedOn,
  negate: passedOn,
  min: passedOn,
  max: passedOn,
  abs: passedOn,
};

function sortOf(e: Apply, index: number): Sort {
  return e.args[index]?.sort ?? e.sort;
}

/** Of `if`: both branches, the firmer one telling the other. */
export function branchWants(
  then: Expr,
  otherwise: Expr,
  want: Want,
  surface: Surface,
): readonly Want[] {
  return pair([then, otherwise], want, surface);
}

function pair(args: readonly Expr[], want: Want, surface: Surface): readonly Want[] {
  const [left, right] = args;
  if (left === undefined || right === undefined) return args.map(() => want);
  if (want !== undefined) return [want, want];
  return weakness(left, surface) <= weakness(right, surface)
    ? [undefined, left.sort]
    : [right.sort, undefined];
}

function hints(want: Sort): boolean {
  return elementOf(want) !== undefined || want.kind === 'nat' || want.kind === 'int';
}

function memberWants({ args: [x, s] }: Apply, _: Want, surface: Surface): readonly Want[] {
  if (x === undefined || s === undefined) return [undefined];
  if (weakness(s, surface) > 0) return [undefined, { kind: 'set', of: x.sort }];
  return [elementOf(s.sort), undefined];
}

function changedWants({ args: [x, s] }: Apply, want: Want, surface: Surface): readonly Want[] {
  if (x === undefined || s === undefined) return [undefined];
  const wanted = want?.kind === 'set' || want?.kind === 'mset';
  if (wanted || weakness(s, surface) < 2) return [elementOf(s.sort), want];
  return [undefined, { kind: 'set', of: x.sort }];
}

function grownWants(
  s: Expr | undefined,
  x: Expr | undefined,
  want: Want,
  surface: Surface,
): readonly Want[] {
  if (s === undefined || x === undefined) return [undefined, undefined];
  if (want?.kind === 'seq') return [want, elementOf(s.sort)];
  if (weakness(s, surface) < 2) return [undefined, elementOf(s.sort)];
  return [{ kind: 'seq', of: x.sort }, undefined];
}

/** A set without context takes the sort of its firmest element. */
function displayWants(e: Apply, want: Want, surface: Surface): readonly Want[] {
  const element = want && elementOf(want);
  if (element !== undefined) return e.args.map(() => element);
  const least = Math.min(...e.args.map((arg) => weakness(arg, surface)));
  const firmest = e.args.findIndex((arg) => weakness(arg, surface) === least);
  return e.args.map((_, i) => (i === firmest ? undefined : e.args[firmest]?.sort));
}

export function elementOf(sort: Sort): Want {
  return sort.kind === 'set' || sort.kind === 'mset' || sort.kind === 'seq' ? sort.of : undefined;
}

function indexSorts(sort: Sort): readonly Sort[] {
  if (sort.kind === 'array') return sort.index;
  return sort.kind === 'map' ? [sort.from] : [NAT];
}

function valueSort(sort: Sort): Want {
  if (sort.kind === 'array') return sort.of;
  return sort.kind === 'map' ? sort.to : INT;
}
