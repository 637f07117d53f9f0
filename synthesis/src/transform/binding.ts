/** Finds the values that an action's guards give to its parameters, so that a handler can emit them. */
import { BOOL, NOWHERE, STRING, children, equalExpr, type Bound, type Expr } from '@maat/spec-lang';
import { apply, equal, select } from './build.js';
import { replaceLocals } from './place.js';

export interface Binding {
  /** What has still to be tested. */
  readonly conditions: readonly Expr[];
  /** The value of each parameter that the guards determine. */
  readonly values: ReadonlyMap<string, Expr>;
  readonly undetermined: readonly string[];
}

/** Equations between a parameter and a known term bind it; constructors are taken apart. */
export function bind(guards: readonly Expr[], parameters: readonly Bound[]): Binding {
  const open = new Set(parameters.map((b) => b.name));
  const values = new Map<string, Expr>();
  let waiting = guards;
  let conditions: Expr[] = [];
  for (let before = -1; before !== values.size;) {
    before = values.size;
    conditions = [];
    for (const guard of waiting) conditions.push(...match(guard, open, values));
    waiting = conditions;
  }
  const known = (name: string): Expr | undefined => values.get(name);
  return {
    conditions: distinct(conditions.map((c) => replaceLocals(c, known))),
    values,
    undetermined: [...open],
  };
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
