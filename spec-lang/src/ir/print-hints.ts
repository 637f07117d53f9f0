/**
 * Which sort the reader of a text gives to a term from where it stands. Some terms (`{}`, `nil`,
 * `[a, b]`, …) have no sort of their own; this mirrors how the checker tells them one, so that the
 * printer writes `(e: Sort)` where the text alone would say another sort, and only there.
 */
import { INT, NAT, type Sort } from './sort.js';
import type { Apply, Expr } from './expr.js';
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
export function weakness(e: Expr, surface: Surface): 0 | 1 | 2 {
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
      return applyWeakness(e, surface);
    case 'local':
    case 'state':
    case 'call':
    case 'quantified':
    case 'select':
    case 'comprehension':
      return 0;
  }
}

function applyWeakness(e: Apply, surface: Surface): 0 | 1 | 2 {
  const [first, second] = e.args;
  switch (e.op) {
    case 'empty':
    case 'nil':
    case 'constant':
    case 'mint':
      return 2;
    case 'display':
      return 1;
    case 'embed':
    case 'update':
    case 'remove':
    case 'tail':
    case 'init':
    case 'slice':
      return first === undefined ? 0 : weakness(first, surface);
    case 'insert':
    case 'delete':
    case 'prepend':
      return second === undefined ? 0 : capped(weakness(second, surface));
    case 'append':
      return first === undefined ? 0 : capped(weakness(first, surface));
    case 'concat':
    case 'union':
    case 'intersection':
    case 'difference':
    case 'plus':
    case 'minus':
    case 'times':
      return least(e.args, surface);
    default:
      return 0;
  }
}

function capped(w: 0 | 1 | 2): 0 | 1 {
  return w === 0 ? 0 : 1;
}

function least(terms: readonly Expr[], surface: Surface): 0 | 1 | 2 {
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
  switch (e.op) {
    case 'empty':
    case 'nil':
    case 'constant':
    case 'mint':
      return true;
    case 'display':
      return want !== undefined || e.sort.kind !== 'set';
    default:
      return false;
  }
}

/** What is wanted of each argument, in their order. */
export function argumentWants(e: Apply, want: Want, surface: Surface): readonly Want[] {
  const [first, second] = e.args;
  if (first === undefined) return [];
  switch (e.op) {
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
    case 'subset':
    case 'prefix':
      return pair(e.args, undefined, surface);
    case 'concat':
      return pair(e.args, want?.kind === 'seq' ? want : undefined, surface);
    case 'plus':
    case 'minus':
    case 'times':
    case 'div':
    case 'mod':
    case 'union':
    case 'intersection':
    case 'difference':
      return pair(e.args, want !== undefined && hints(want) ? want : undefined, surface);
    case 'in':
      return memberWants(first, second, surface);
    case 'rank':
    case 'count':
      return [second && elementOf(second.sort), undefined];
    case 'insert':
    case 'delete':
      return changedWants(first, second, want, surface);
    case 'append':
      return grownWants(first, second, want, surface);
    case 'prepend':
      return [...grownWants(second, first, want, surface)].reverse();
    case 'display':
      return displayWants(e, want, surface);
    case 'constant':
      return [want?.kind === 'array' ? want.of : undefined];
    case 'embed':
      return [want?.kind === 'null' ? want.of : undefined];
    case 'mint':
      return [NAT, undefined];
    case 'index':
    case 'defined':
      return [undefined, ...indexSorts(first.sort)];
    case 'remove':
      return [want, ...indexSorts(first.sort)];
    case 'update':
      return [want, ...indexSorts(first.sort), valueSort(first.sort)];
    case 'slice':
      return [want, NAT, NAT];
    case 'tail':
    case 'init':
    case 'negate':
    case 'min':
    case 'max':
    case 'abs':
      return e.args.map(() => want);
    default:
      return e.args.map(() => undefined);
  }
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

function memberWants(x: Expr, s: Expr | undefined, surface: Surface): readonly Want[] {
  if (s === undefined) return [undefined];
  if (weakness(s, surface) > 0) return [undefined, { kind: 'set', of: x.sort }];
  return [elementOf(s.sort), undefined];
}

function changedWants(x: Expr, s: Expr | undefined, want: Want, surface: Surface): readonly Want[] {
  if (s === undefined) return [undefined];
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
