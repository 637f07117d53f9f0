/** Small faults put into a program by operators on its clauses, to see that the checks find them. */
import {
  BOOL,
  mapChildren,
  type Automaton,
  type Expr,
  type Handler,
  type Layer,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';
import { and } from './build.js';

/** Changes the clauses of these actions; nothing when no clause was changed. */
function onClauses(
  automaton: Automaton,
  actions: readonly string[],
  change: (t: Transition) => Transition,
): Automaton | undefined {
  const transitions = automaton.transitions.map((t) =>
    actions.includes(t.action) ? change(t) : t,
  );
  const changed = transitions.some((t, i) => !same(t, automaton.transitions[i]));
  return changed ? { ...automaton, transitions } : undefined;
}

/** Leaves out the guards that a label or a test picks. */
export function withoutGuard(
  automaton: Automaton,
  actions: readonly string[],
  picks: (name: string, condition: Expr) => boolean,
): Automaton | undefined {
  return onClauses(automaton, actions, (t) => ({
    ...t,
    pre: t.pre.filter((g) => !picks(g.name, g.condition)),
  }));
}

/** Leaves out the assignments to a variable. */
export function withoutAssignment(
  automaton: Automaton,
  actions: readonly string[],
  variable: string,
): Automaton | undefined {
  return withAssignment(automaton, actions, variable, () => undefined);
}

/** Gives the assignments to a variable another value, or none. */
export function withAssignment(
  automaton: Automaton,
  actions: readonly string[],
  variable: string,
  value: (old: Expr) => Expr | undefined,
): Automaton | undefined {
  return onClauses(automaton, actions, (t) => ({
    ...t,
    eff: assignments(t.eff, variable, value),
  }));
}

/** Changes the handlers that a test picks; nothing when none was changed. */
export function onHandlers(
  layer: Layer,
  picks: (h: Handler) => boolean,
  change: (eff: readonly Stmt[]) => readonly Stmt[],
): Layer | undefined {
  const handlers = layer.handlers.map((h) => (picks(h) ? { ...h, eff: change(h.eff) } : h));
  return handlers.every((h, i) => same(h, layer.handlers[i])) ? undefined : { ...layer, handlers };
}

export function assignments(
  stmts: readonly Stmt[],
  variable: string,
  value: (old: Expr) => Expr | undefined,
): readonly Stmt[] {
  return stmts.flatMap((s): readonly Stmt[] => {
    if (s.kind !== 'assign' || s.target.name !== variable)
      return [inside(s, (body) => assignments(body, variable, value))];
    const changed = value(s.value);
    return changed === undefined ? [] : [{ ...s, value: changed }];
  });
}

/** Leaves out the conjuncts that a test picks, wherever something is decided that leads to such a body. */
export function weakened(
  stmts: readonly Stmt[],
  picks: (conjunct: Expr) => boolean,
  leadsTo: (body: readonly Stmt[]) => boolean = () => true,
): readonly Stmt[] {
  const weak = <T extends { readonly condition: Expr; readonly body: readonly Stmt[] }>(b: T): T =>
    leadsTo(b.body) ? { ...b, condition: weaker(b.condition, picks) } : b;
  return stmts.map((s): Stmt => {
    const inner = inside(s, (body) => weakened(body, picks, leadsTo));
    if (inner.kind === 'while') return weak(inner);
    return inner.kind === 'if' ? { ...inner, branches: inner.branches.map(weak) } : inner;
  });
}

function weaker(condition: Expr, picks: (conjunct: Expr) => boolean): Expr {
  if (condition.kind !== 'apply') return condition;
  if (condition.op === 'and') {
    const kept = condition.args.filter((c) => !picks(c)).map((c) => weaker(c, picks));
    return kept.length === condition.args.length ? { ...condition, args: kept } : and(kept);
  }
  return condition.op === 'or' ? mapChildren(condition, (c) => weaker(c, picks)) : condition;
}

function inside(s: Stmt, change: (body: readonly Stmt[]) => readonly Stmt[]): Stmt {
  switch (s.kind) {
    case 'if':
      return {
        ...s,
        branches: s.branches.map((b) => ({ ...b, body: change(b.body) })),
        otherwise: change(s.otherwise),
      };
    case 'for':
    case 'while':
      return { ...s, body: change(s.body) };
    case 'assign':
    case 'choose':
    case 'emit':
    case 'fire':
      return s;
  }
}

export function truth(like: Expr, value: boolean): Expr {
  return { kind: 'literal', value, sort: BOOL, span: like.span };
}

function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
