/** One component, ready to be composed: its variables renamed to `P.x` and read at its index. */
import type { Bound, Expr, StateVar } from '../../ir/expr.js';
import type { Automaton, Component } from '../../ir/program.js';
import type { Sort } from '../../ir/sort.js';
import type { Target } from '../../ir/stmt.js';
import { freshName } from '../../ir/fresh-name.js';
import { withoutDefinitions } from '../../ir/inline-definitions.js';
import { exprsOf, subterms, substatements } from '../../ir/fold.js';
import { rewriteAutomaton, specialise } from '../../ir/rewrite-automaton.js';
import { rewriteExpr, type Rewriting } from '../../ir/rewrite.js';

export interface Part {
  readonly name: string;
  /** Its parameters, under names that nothing inside of it binds. */
  readonly index: readonly Bound[];
  readonly where?: Expr;
  readonly automaton: Automaton;
}

export function partOf(component: Component, automaton: Automaton): Part {
  const taken = new Set(boundNames(automaton));
  const locals = new Map<string, Expr>();
  const index = component.index.map((b) => {
    const name = freshName(b.name, taken);
    taken.add(name);
    locals.set(b.name, { kind: 'local', name, sort: b.sort, span: component.span });
    return { ...b, name };
  });
  const values = component.values.map((v) => rewriteExpr(v, { locals }));
  const where = component.where && rewriteExpr(component.where, { locals });
  // First without definitions: two components may have different ones of one name, and the values call the composition's.
  const special = specialise(withoutDefinitions(automaton), component.types, values);
  const placed = rewriteAutomaton(special, placing(component.name, index));
  const states = placed.states.map((s) => ({ ...s, name: `${component.name}.${s.name}` }));
  return {
    name: component.name,
    index,
    ...(where ? { where } : {}),
    automaton: { ...placed, states },
  };
}

/** `x` becomes `P.x[i]`, where it is read and where it is assigned. */
function placing(name: string, index: readonly Bound[]): Rewriting {
  const at = (span: StateVar['span']): readonly Expr[] =>
    index.map((b) => ({ kind: 'local', name: b.name, sort: b.sort, span }));
  const state = (v: StateVar): Expr => {
    const placed: Expr = { ...v, name: `${name}.${v.name}`, sort: overIndex(v.sort, index) };
    if (index.length === 0) return placed;
    return {
      kind: 'apply',
      op: 'index',
      args: [placed, ...at(v.span)],
      sort: v.sort,
      span: v.span,
    };
  };
  const target = (t: Target): Target => ({
    ...t,
    name: `${name}.${t.name}`,
    sort: overIndex(t.sort, index),
    path:
      index.length === 0
        ? t.path
        : [{ kind: 'at', index: at({ file: '', start: 0, end: 0 }) }, ...t.path],
  });
  return { state, target };
}

export function overIndex(sort: Sort, index: readonly Bound[]): Sort {
  return index.length === 0 ? sort : { kind: 'array', index: index.map((b) => b.sort), of: sort };
}

function boundNames(a: Automaton): readonly string[] {
  const inHeads = [
    ...a.signature.flatMap((x) => x.parameters),
    ...a.transitions.flatMap((t) => [...t.parameters, ...t.locals]),
    ...a.states.flatMap((s) => (s.initial.kind === 'choose' ? [s.initial.variable] : [])),
    ...a.parameters.values,
  ];
  const stmts = a.transitions.flatMap((t) => t.eff.flatMap((s) => [...substatements(s)]));
  const inStmts = stmts.flatMap((s) =>
    s.kind === 'for' || s.kind === 'choose' ? [s.variable] : [],
  );
  const terms = [
    ...a.transitions.flatMap((t) => [
      ...t.pre.map((g) => g.condition),
      ...present(t.where),
      ...present(t.ensuring),
    ]),
    ...a.signature.flatMap((x) => present(x.where)),
    ...stmts.flatMap(exprsOf),
    ...a.states.flatMap((s) =>
      s.initial.kind === 'value'
        ? [s.initial.value]
        : s.initial.kind === 'choose'
          ? present(s.initial.where)
          : [],
    ),
    ...a.definitions.map((d) => d.body),
    ...present(a.initially),
  ];
  const inTerms = terms
    .flatMap((e) => [...subterms(e)])
    .flatMap((e) => (e.kind === 'quantified' || e.kind === 'comprehension' ? [e.variable] : []));
  return [...inHeads, ...inStmts, ...inTerms].map((b) => b.name);
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
