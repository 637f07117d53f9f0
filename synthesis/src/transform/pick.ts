/**
 * Parameters that a guard only says to be in a set: whoever takes the step picks the least element that the other
 * guards admit. Any element would do for the service; one that is determined makes a handler of the clause.
 */
import { BOOL, NOWHERE, children, type Bound, type Expr } from '@maat/spec-lang';
import { and, apply, not } from './build.js';
import { replaceLocals } from './place.js';

export interface Pick {
  readonly variable: Bound;
  /** The set that it is picked from; it may speak of what was picked before. */
  readonly from: Expr;
  /** The guard that says so. */
  readonly guard: Expr;
}

/** The first open parameter that a guard says to be in a known set, or to be a key of a known map. */
export function nextPick(
  conditions: readonly Expr[],
  parameters: readonly Bound[],
  open: ReadonlySet<string>,
): Pick | undefined {
  for (const variable of parameters) {
    if (!open.has(variable.name)) continue;
    for (const guard of conditions) {
      const from = rangeOf(guard, variable);
      if (from !== undefined && !mentions(from, open)) return { variable, from, guard };
    }
  }
  return undefined;
}

function rangeOf(guard: Expr, variable: Bound): Expr | undefined {
  if (guard.kind !== 'apply') return undefined;
  const [first, second] = guard.args;
  if (first === undefined || second === undefined) return undefined;
  const set = { kind: 'set', of: variable.sort } as const;
  if (guard.op === 'in' && isIt(first, variable)) {
    if (second.sort.kind === 'set') return second;
    const listed = second.sort.kind === 'seq' || second.sort.kind === 'mset';
    return listed ? apply('elements', set, second) : undefined;
  }
  return guard.op === 'defined' && isIt(second, variable) ? apply('keys', set, first) : undefined;
}

function isIt(expr: Expr, variable: Bound): boolean {
  return expr.kind === 'local' && expr.name === variable.name;
}

interface Settled {
  readonly conditions: readonly Expr[];
  readonly values: ReadonlyMap<string, Expr>;
}

/** Gives each picked parameter its value, and says in one condition that there is something to pick. */
export function settled(
  picks: readonly Pick[],
  conditions: readonly Expr[],
  values: ReadonlyMap<string, Expr>,
): Settled {
  const [first] = picks;
  if (first === undefined) return { conditions, values };
  const names = new Set(picks.map((x) => x.variable.name));
  const plain = conditions.filter((c) => !mentions(c, names));
  const chosen = new Map<string, Expr>();
  const already = (e: Expr): Expr => replaceLocals(e, (name) => chosen.get(name));
  const whole = picks.map((x) => ({
    ...x,
    from: replaceLocals(x.from, (name) => values.get(name)),
  }));
  for (const [i, x] of whole.entries())
    chosen.set(x.variable.name, already(least(x, admitted(whole, i, conditions))));
  const all = new Map([...values].map(([name, value]) => [name, already(value)]));
  return {
    conditions: [...plain, exists(whole, 0, conditions)],
    values: new Map([...all, ...chosen]),
  };
}

/** The conditions that speak of the picks up to the i-th, and that the next can be picked, too. */
function admitted(picks: readonly Pick[], i: number, conditions: readonly Expr[]): readonly Expr[] {
  const name = picks[i]?.variable.name ?? '';
  const later = new Set(picks.slice(i + 1).map((x) => x.variable.name));
  const own = conditions.filter((c) => mentions(c, new Set([name])) && !mentions(c, later));
  return i + 1 < picks.length ? [...own, exists(picks, i + 1, conditions)] : own;
}

function exists(picks: readonly Pick[], i: number, conditions: readonly Expr[]): Expr {
  const pick = picks[i];
  if (pick === undefined) throw new RangeError('no such pick');
  const body = admitted(picks, i, conditions);
  const { variable, from: within } = pick;
  if (body.length === 0) return not(apply('eq', BOOL, within, apply('display', within.sort)));
  return {
    kind: 'quantified',
    quantifier: 'exists',
    variable,
    within,
    body: and(body),
    sort: BOOL,
    span: NOWHERE,
  };
}

function least({ variable, from }: Pick, conditions: readonly Expr[]): Expr {
  const sort = { kind: 'set', of: variable.sort } as const;
  const set: Expr =
    conditions.length === 0
      ? from
      : {
          kind: 'comprehension',
          element: { kind: 'local', ...variable, span: NOWHERE },
          variable,
          within: from,
          where: and(conditions),
          sort,
          span: NOWHERE,
        };
  return apply('least', variable.sort, set);
}

function mentions(expr: Expr, names: ReadonlySet<string>): boolean {
  if (expr.kind === 'local') return names.has(expr.name);
  return children(expr).some((child) => mentions(child, names));
}
