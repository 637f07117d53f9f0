/** A rewriting applied to every part of an automaton; type and value parameters given. */
import type { Bound, Expr } from './expr.js';
import type {
  Action,
  Automaton,
  Definition,
  Initial,
  Parameters,
  StateVariable,
  Transition,
} from './program.js';
import type { Sort } from './sort.js';
import { freeNames, freeNamesOf } from './free-names.js';
import { freshName } from './fresh-name.js';
import { rewriteExpr, rewriteStmts, type Rewriting } from './rewrite.js';
import { substituteSort } from './substitute.js';

/** The automaton with its parameters replaced by these; it has none left. */
export function specialise(
  a: Automaton,
  types: readonly Sort[],
  values: readonly Expr[],
): Automaton {
  const sorts = new Map(a.parameters.types.flatMap((name, i) => pair(name, types[i])));
  const locals = new Map(a.parameters.values.flatMap((v, i) => pair(v.name, values[i])));
  const rw: Rewriting = { locals, sort: (s) => substituteSort(s, sorts) };
  return { ...rewriteAutomaton(a, rw), parameters: { types: [], values: [] } };
}

function pair<T>(name: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[name, value]];
}

export function rewriteAutomaton(a: Automaton, rw: Rewriting): Automaton {
  const sort = rw.sort ?? ((s: Sort) => s);
  return {
    ...a,
    parameters: rewriteParameters(a.parameters, rw),
    sorts: a.sorts.map(sort),
    definitions: a.definitions.map((d) => rewriteDefinition(d, rw)),
    signature: a.signature.map((action) => rewriteAction(action, rw)),
    states: a.states.map((s) => rewriteState(s, rw)),
    ...(a.initially ? { initially: rewriteExpr(a.initially, rw) } : {}),
    transitions: a.transitions.map((t) => rewriteTransition(t, rw)),
    tasks: a.tasks.map((t) => ({
      ...t,
      forAll: t.forAll.map((b) => rewriteBound(b, rw)),
      actions: t.actions.map((x) => ({
        ...x,
        args: x.args.map((e) => rewriteExpr(e, without(rw, t.forAll))),
      })),
    })),
  };
}

function rewriteParameters(parameters: Parameters, rw: Rewriting): Parameters {
  const { values, where } = parameters;
  return {
    ...parameters,
    values: values.map((v) => rewriteBound(v, rw)),
    ...(where ? { where: rewriteExpr(where, without(rw, values)) } : {}),
  };
}

function rewriteBound(bound: Bound, rw: Rewriting): Bound {
  return rw.sort ? { ...bound, sort: rw.sort(bound.sort) } : bound;
}

/** The rewriting inside of these parameters, which hide outer names. */
function without(rw: Rewriting, bounds: readonly Bound[]): Rewriting {
  const locals = new Map(rw.locals ?? []);
  for (const b of bounds) locals.delete(b.name);
  return { ...rw, locals };
}

/** Parameters take new names where a replacement brings in a name of theirs. */
function enter(
  rw: Rewriting,
  bounds: readonly Bound[],
  used: ReadonlySet<string>,
): { bounds: readonly Bound[]; inner: Rewriting } {
  const inner = new Map(without(rw, bounds).locals ?? []);
  const brought = new Set(
    [...inner].filter(([n]) => used.has(n)).flatMap(([, e]) => [...freeNames(e)]),
  );
  const taken = new Set([...brought, ...used, ...bounds.map((b) => b.name)]);
  const renamed = bounds.map((b): Bound => {
    const typed = rewriteBound(b, rw);
    if (!brought.has(b.name)) return typed;
    const name = freshName(b.name, taken);
    taken.add(name);
    inner.set(b.name, {
      kind: 'local',
      name,
      sort: typed.sort,
      span: { file: '', start: 0, end: 0 },
    });
    return { ...typed, name };
  });
  return { bounds: renamed, inner: { ...rw, locals: inner } };
}

function rewriteDefinition(d: Definition, rw: Rewriting): Definition {
  const { bounds, inner } = enter(rw, d.parameters, freeNames(d.body));
  return {
    ...d,
    parameters: bounds,
    result: rw.sort ? rw.sort(d.result) : d.result,
    body: rewriteExpr(d.body, inner),
  };
}

export function rewriteAction(action: Action, rw: Rewriting): Action {
  const used = action.where ? freeNames(action.where) : new Set<string>();
  const { bounds, inner } = enter(rw, action.parameters, used);
  return {
    ...action,
    parameters: bounds,
    ...(action.where ? { where: rewriteExpr(action.where, inner) } : {}),
  };
}

function rewriteState(s: StateVariable, rw: Rewriting): StateVariable {
  return { ...s, sort: rw.sort ? rw.sort(s.sort) : s.sort, initial: rewriteInitial(s.initial, rw) };
}

function rewriteInitial(initial: Initial, rw: Rewriting): Initial {
  switch (initial.kind) {
    case 'value':
      return { kind: 'value', value: rewriteExpr(initial.value, rw) };
    case 'choose': {
      const used = initial.where ? freeNames(initial.where) : new Set<string>();
      const { bounds, inner } = enter(rw, [initial.variable], used);
      const variable = bounds[0] ?? initial.variable;
      return {
        kind: 'choose',
        variable,
        ...(initial.where ? { where: rewriteExpr(initial.where, inner) } : {}),
      };
    }
    case 'any':
      return initial;
  }
}

export function rewriteTransition(t: Transition, rw: Rewriting): Transition {
  const { bounds, inner } = enter(rw, [...t.parameters, ...t.locals], namesIn(t));
  return {
    ...t,
    parameters: bounds.slice(0, t.parameters.length),
    locals: bounds.slice(t.parameters.length),
    ...(t.where ? { where: rewriteExpr(t.where, inner) } : {}),
    pre: t.pre.map((g) => ({ ...g, condition: rewriteExpr(g.condition, inner) })),
    eff: rewriteStmts(t.eff, inner),
    ...(t.ensuring ? { ensuring: rewriteExpr(t.ensuring, inner) } : {}),
  };
}

function namesIn(t: Transition): ReadonlySet<string> {
  const terms = [
    ...t.pre.map((g) => g.condition),
    ...(t.where ? [t.where] : []),
    ...(t.ensuring ? [t.ensuring] : []),
  ];
  return new Set([...terms.flatMap((e) => [...freeNames(e)]), ...freeNamesOf(t.eff)]);
}

/** The clause under other names for its parameters, as many as it has. */
export function renameParameters(t: Transition, names: readonly Bound[]): Transition {
  const locals = new Map<string, Expr>();
  for (const [i, p] of t.parameters.entries()) {
    const name = names[i];
    if (name !== undefined && name.name !== p.name)
      locals.set(p.name, { kind: 'local', name: name.name, sort: p.sort, span: t.span });
  }
  if (locals.size === 0) return t;
  const open = rewriteTransition({ ...t, parameters: [] }, { locals });
  return { ...open, parameters: t.parameters.map((p, i) => names[i] ?? p) };
}

/** The clause with locals under names that are not taken; they are then. */
export function renameLocals(t: Transition, taken: Set<string>): Transition {
  const locals = new Map<string, Expr>();
  const renamed = t.locals.map((l) => {
    const name = freshName(l.name, taken);
    taken.add(name);
    if (name !== l.name) locals.set(l.name, { kind: 'local', name, sort: l.sort, span: t.span });
    return { ...l, name };
  });
  if (locals.size === 0) return t;
  return { ...rewriteTransition({ ...t, locals: [] }, { locals }), locals: renamed };
}
