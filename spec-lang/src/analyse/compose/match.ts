/** How a component's clause takes part in a step: which index it has, and under what condition. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Action, Transition } from '../../ir/program.js';
import { conjunctsOf } from '../infer/terms.js';
import { renameParameters, rewriteAction, rewriteTransition } from '../../ir/rewrite-automaton.js';
import { freeNames } from '../../ir/free-names.js';
import { rewriteExpr } from '../../ir/rewrite.js';
import type { Part } from './part.js';

/** The index variables that the step's parameters determine, and those that they leave open. */
export interface Solved {
  readonly given: ReadonlyMap<string, Expr>;
  readonly open: readonly Bound[];
  /** What remains to be true, with the given indices put in. */
  readonly conjuncts: readonly Expr[];
}

export function solveIndex(
  index: readonly Bound[],
  conjuncts: readonly Expr[],
  parameters: readonly Bound[],
): Solved {
  const names = new Set(parameters.map((p) => p.name));
  const given = new Map<string, Expr>();
  const left: Expr[] = [];
  for (const c of conjuncts) {
    const pin = pinned(c, index, names);
    if (pin !== undefined && !given.has(pin.index)) given.set(pin.index, pin.by);
    else left.push(c);
  }
  return {
    given,
    open: index.filter((b) => !given.has(b.name)),
    conjuncts: left.map((c) => rewriteExpr(c, { locals: given })),
  };
}

/** `parameter = index` or the other way round. */
function pinned(
  c: Expr,
  index: readonly Bound[],
  parameters: ReadonlySet<string>,
): { index: string; by: Expr } | undefined {
  if (c.kind !== 'apply' || c.op !== 'eq') return undefined;
  const [a, b] = c.args;
  if (a?.kind !== 'local' || b?.kind !== 'local') return undefined;
  const isIndex = (e: Expr): boolean => e.kind === 'local' && index.some((i) => i.name === e.name);
  if (parameters.has(a.name) && isIndex(b)) return { index: b.name, by: a };
  return parameters.has(b.name) && isIndex(a) ? { index: a.name, by: b } : undefined;
}

/** The action's condition on the composition's parameters, and the component's own. */
export function actionConjuncts(
  part: Part,
  action: Action,
  parameters: readonly Bound[],
): readonly Expr[] {
  const open = rewriteAction(
    { ...action, parameters: [] },
    { locals: renaming(action.parameters, parameters) },
  );
  return [...conjunctsOf(open.where), ...conjunctsOf(part.where)];
}

function renaming(from: readonly Bound[], to: readonly Bound[]): ReadonlyMap<string, Expr> {
  const span = { file: '', start: 0, end: 0 };
  return new Map(
    from.flatMap((p, i): [string, Expr][] => {
      const name = to[i];
      return name === undefined
        ? []
        : [[p.name, { kind: 'local', name: name.name, sort: p.sort, span }]];
    }),
  );
}

/** The clause under the composition's parameters, which it has no longer. */
export function openClause(clause: Transition, parameters: readonly Bound[]): Transition {
  return { ...renameParameters(clause, parameters), parameters: [] };
}

export function withIndex(clause: Transition, given: ReadonlyMap<string, Expr>): Transition {
  return rewriteTransition(clause, { locals: given });
}

export function mentions(e: Expr, bounds: readonly Bound[]): boolean {
  const free = freeNames(e);
  return bounds.some((b) => free.has(b.name));
}
