/** Finds the values that an action's guards give to its parameters, so that a handler can emit them. */
import { BOOL, NOWHERE, STRING, children, equalExpr, type Bound, type Expr } from '@maat/spec-lang';
import { apply, equal, select } from './build.js';
import { nextPick, settled, type Pick } from './pick.js';
import { replaceLocals } from './place.js';

export interface Binding {
  /** What has still to be tested. */
  readonly conditions: readonly Expr[];
  /** The value of each parameter that the guards determine. */
  readonly values: ReadonlyMap<string, Expr>;
  readonly undetermined: readonly string[];
}

/**
 * Equations between a parameter and a known term bind it; constructors are taken apart. A parameter that is only
 * said to be in a set is the least element there that the other guards admit.
 */
export function bind(guards: readonly Expr[], parameters: readonly Bound[]): Binding {
  const open = new Set(parameters.map((b) => b.name));
  const values = new Map<string, Expr>();
  const picks: Pick[] = [];
  let conditions = equations(guards, open, values);
  for (;;) {
    const pick = nextPick(conditions, parameters, open);
    if (pick === undefined) break;
    open.delete(pick.variable.name);
    picks.push(pick);
    const others = conditions.filter((c) => c !== pick.guard);
    conditions = equations(others, open, values);
  }
  const known = (name: string): Expr | undefined => values.get(name);
  const rest = conditions.map((c) => replaceLocals(c, known));
  const made = settled(picks, rest, values);
  return { ...made, conditions: distinct(made.conditions), undetermined: [...open] };
}

/** Binds what equations bind, again and again; gives back the guards that are no such equations. */
function equations(
  guards: readonly Expr[],
  open: Set<string>,
  values: Map<string, Expr>,
): readonly Expr[] {
  let waiting = guards;
  for (let before = -1; before !== values.size;) {
    before = values.size;
    waiting = waiting.flatMap((guard) => match(guard, open, values));
  }
  return waiting;
}

function distinct(conditions: readonly Expr[]): readonly Expr[] {
  return conditions.filter((c, i) => conditions.findIndex((d) => equalExpr(c, d)) === i);
}

function match(guard: Expr, open: Set<string>, values: Map<string, Expr>): readonly Expr[] {
  if (guard.kind !== 'apply' || guard.op !== 'eq') return [guard];
  const [left, right] = guard.args;
  if (left === undefined || right === undefined) return [guard];
  const rest = unify(left, right, open, values) ?? unify(right, left, open, values) ?? [guard];
  return rest.map((c) => ({ ...c, span: guard.span }));
}

/** The conditions that remain of `term = pattern`, or nothing if it does not bind. */
function unify(
  term: Expr,
  pattern: Expr,
  open: Set<string>,
  values: Map<string, Expr>,
): readonly Expr[] | undefined {
  if (mentions(term, open)) return undefined;
  if (pattern.kind === 'local' && open.has(pattern.name)) {
    open.delete(pattern.name);
    values.set(
      pattern.name,
      replaceLocals(term, (name) => values.get(name)),
    );
    return [];
  }
  const fields = patternFields(pattern);
  if (fields === undefined || !mentions(pattern, open)) return undefined;
  const inner = fields.flatMap(
    (f) =>
      unify(select(term, f.name, f.value.sort), f.value, open, values) ?? [
        equal(select(term, f.name, f.value.sort), f.value),
      ],
  );
  return [...tagTest(term, pattern), ...inner];
}

function tagTest(term: Expr, pattern: Expr): readonly Expr[] {
  if (pattern.kind !== 'inject') return [];
  const tag: Expr = { kind: 'literal', value: pattern.tag, sort: STRING, span: NOWHERE };
  return [apply('hasTag', BOOL, term, tag)];
}

interface PatternField {
  readonly name: string;
  readonly value: Expr;
}

function patternFields(pattern: Expr): readonly PatternField[] | undefined {
  const names =
    pattern.kind === 'tuple' && pattern.sort.kind === 'tuple'
      ? pattern.sort.fields
      : pattern.kind === 'inject'
        ? pattern.sort.cases.find((c) => c.tag === pattern.tag)?.fields
        : undefined;
  if (names === undefined || (pattern.kind !== 'tuple' && pattern.kind !== 'inject'))
    return undefined;
  return pattern.args.flatMap((value, i) => {
    const name = names[i]?.name;
    return name === undefined ? [] : [{ name, value }];
  });
}

function mentions(expr: Expr, open: ReadonlySet<string>): boolean {
  if (expr.kind === 'local') return open.has(expr.name);
  return children(expr).some((child) => mentions(child, open));
}
