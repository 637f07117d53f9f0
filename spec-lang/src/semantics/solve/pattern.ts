/** Patterns: expressions that, matched against a value, bind the unknowns that stand in them. */
import type { Expr } from '../../ir/expr.js';
import type { Sort } from '../../ir/sort.js';
import type { Code, Compile, Context, Machine } from '../context.js';
import { equalValues } from '../compare.js';
import { Undefined } from '../failure.js';
import type { Value } from '../value.js';
import { freeSlots } from './free-slots.js';

/** Binds unknowns so that the pattern equals the value; false when it cannot. */
export type Match = (machine: Machine, value: Value) => boolean;

export interface PatternSite {
  readonly context: Context;
  readonly compile: Compile;
  /** Slots that have no value yet. Matching makes the slots of the pattern known. */
  readonly unknown: ReadonlySet<number>;
}

/**
 * The match of a pattern: an unknown; a tuple, case of a union or `embed` of patterns; a pattern
 * plus or minus a known number; anything known. Undefined when it is none of these.
 */
export function patternOf(expr: Expr, site: PatternSite): Match | undefined {
  const unknown = new Set(site.unknown);
  return build(expr, { ...site, unknown }, unknown);
}

function build(expr: Expr, site: PatternSite, unknown: Set<number>): Match | undefined {
  if (isKnown(expr, site.context, unknown)) return sameAs(site.compile(expr, site.context));
  if (expr.kind === 'local') return binding(expr.name, expr.sort, site.context, unknown);
  if (expr.kind === 'tuple') {
    return parts(expr.args, site, unknown, (v) => (v.kind === 'tuple' ? v.fields : undefined));
  }
  if (expr.kind === 'inject') {
    return parts(expr.args, site, unknown, (v) =>
      v.kind === 'union' && v.tag === expr.tag ? v.fields : undefined,
    );
  }
  if (expr.kind !== 'apply') return undefined;
  if (expr.op === 'embed') {
    return parts(expr.args, site, unknown, (v) => (v.kind === 'some' ? [v.value] : undefined));
  }
  if (expr.op === 'natural') {
    return parts(expr.args, site, unknown, (v) =>
      typeof v === 'number' && v >= 0 ? [v] : undefined,
    );
  }
  return expr.op === 'plus' || expr.op === 'minus' ? shifted(expr, site, unknown) : undefined;
}

export function isKnown(expr: Expr, context: Context, unknown: ReadonlySet<number>): boolean {
  for (const slot of freeSlots(expr, context)) if (unknown.has(slot)) return false;
  return true;
}

function sameAs(code: Code): Match {
  return (machine, value) => {
    const known = attempt(code, machine);
    return known !== undefined && equalValues(known, value);
  };
}

/** From here on the slot is known, so a second occurrence in the pattern is compared. */
function binding(name: string, sort: Sort, context: Context, unknown: Set<number>): Match {
  const slot = context.slots.get(name);
  if (slot === undefined) throw new TypeError(`no local named ${name}`);
  unknown.delete(slot);
  return (machine, value) => {
    if (sort.kind === 'nat' && typeof value === 'number' && value < 0) return false;
    machine.locals[slot] = value;
    return true;
  };
}

type Composite = Exclude<Value, boolean | number | string>;

function parts(
  args: readonly Expr[],
  site: PatternSite,
  unknown: Set<number>,
  open: (value: Composite) => readonly Value[] | undefined,
): Match | undefined {
  const matches: Match[] = [];
  for (const arg of args) {
    const match = build(arg, site, unknown);
    if (match === undefined) return undefined;
    matches.push(match);
  }
  return (machine, value) => {
    const fields = typeof value === 'object' ? open(value) : undefined;
    return fields !== undefined && matches.every((match, i) => match(machine, fields[i] as Value));
  };
}

/** `k + 1 = e` binds k to e - 1; the known operand may stand on either side of a plus. */
function shifted(
  expr: Extract<Expr, { kind: 'apply' }>,
  site: PatternSite,
  unknown: Set<number>,
): Match | undefined {
  const [left, right] = expr.args as [Expr, Expr];
  const leftKnown = isKnown(left, site.context, unknown);
  if (leftKnown === isKnown(right, site.context, unknown)) return undefined;
  if (leftKnown && expr.op === 'minus') return undefined;
  const known = site.compile(leftKnown ? left : right, site.context);
  const match = build(leftKnown ? right : left, site, unknown);
  const sign = expr.op === 'plus' ? -1 : 1;
  if (match === undefined) return undefined;
  return (machine, value) => {
    const shift = attempt(known, machine);
    return typeof shift === 'number' && match(machine, Number(value) + sign * shift);
  };
}

/** The value, or undefined where the term is undefined. */
export function attempt(code: Code, machine: Machine): Value | undefined {
  try {
    return code(machine);
  } catch (error) {
    if (error instanceof Undefined) return undefined;
    throw error;
  }
}
