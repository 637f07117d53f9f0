/** Places in the state of a composition or of a simulation's two automata: `P`, `P[i]`, `A`, `A.P[i]`. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { NAT, type Sort } from '../../ir/sort.js';
import { BROKEN, type Scope, type StateView } from '../resolve/scope.js';
import { expect, whole, type Infer } from './context.js';

export interface Level {
  readonly name: string;
  readonly sorts: readonly Sort[];
  readonly index: readonly Expr[];
}

export interface Place {
  readonly side?: 'concrete' | 'abstract';
  readonly levels: readonly Level[];
  readonly view: StateView;
  /** For messages. */
  readonly shown: string;
}

/** Undefined: the term names no place, it is an ordinary term. */
export function componentPlace(
  infer: Infer,
  e: AstExpr,
  scope: Scope,
): Place | typeof BROKEN | undefined {
  if (e.kind === 'name')
    return rootPlace(e.name, scope) ?? enter(infer, rootOf(e.name, scope), e.name, [], e, scope);
  if (e.kind === 'at' && e.of.kind === 'name' && !shadowed(e.of.name, scope))
    return enter(infer, rootOf(e.of.name, scope), e.of.name, e.index, e, scope);
  const selected = e.kind === 'at' ? e.of : e;
  if (selected.kind !== 'select') return undefined;
  const outer = componentPlace(infer, selected.of, scope);
  if (outer === undefined || outer === BROKEN) return outer;
  return enter(infer, outer, selected.field.text, e.kind === 'at' ? e.index : [], e, scope);
}

/** Where a component is looked for: in a simulation, on the side that alone has one of this name. */
function rootOf(name: string, scope: Scope): Place {
  const sides = [...scope.sides.values()].filter((s) => s.view.components.has(name));
  const [only] = sides;
  if (only !== undefined && sides.length === 1)
    return { side: only.side, levels: [], view: only.view, shown: 'the state' };
  return { levels: [], view: scope.view, shown: 'the state' };
}

function shadowed(name: string, scope: Scope): boolean {
  return scope.locals.has(name) || scope.view.states.has(name);
}

function rootPlace(name: string, scope: Scope): Place | undefined {
  const side = shadowed(name, scope) ? undefined : scope.sides.get(name);
  return side && { side: side.side, levels: [], view: side.view, shown: name };
}

function enter(
  infer: Infer,
  outer: Place,
  name: string,
  index: readonly AstExpr[],
  e: AstExpr,
  scope: Scope,
): Place | typeof BROKEN | undefined {
  const component = outer.view.components.get(name);
  if (
    component === undefined ||
    (outer.levels.length === 0 && scope.view === outer.view && shadowed(name, scope))
  )
    return undefined;
  if (component.index.length !== index.length) {
    const message = `component ${name} is written with ${component.index.length} ${component.index.length === 1 ? 'index' : 'indices'}; here are ${index.length}`;
    scope.report.add('E0304', e.span, message);
    return BROKEN;
  }
  const typed = whole(index.map((i, n) => expect(infer, i, scope, component.index[n] ?? NAT)));
  if (typed === undefined) return BROKEN;
  const level = { name, sorts: component.index, index: typed };
  return { ...outer, levels: [...outer.levels, level], view: component.view, shown: name };
}
