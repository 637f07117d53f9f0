/** Hiding: outputs become internal; where only some of an action's steps are hidden, it is split in two. */
import type { Bound, Expr } from '../../ir/expr.js';
import type { Action, Automaton, Hidden, Transition } from '../../ir/program.js';
import { conjunction, conjunctsOf, disjunction, not } from '../infer/terms.js';
import { rewriteExpr } from '../../ir/rewrite.js';

export function hide(whole: Automaton, hidden: readonly Hidden[]): Automaton {
  const first = hidden.filter((h, i) => hidden.findIndex((x) => x.action === h.action) === i);
  return first.reduce((a, h) => hideAction(a, h, hidden), whole);
}

function hideAction(a: Automaton, h: Hidden, all: readonly Hidden[]): Automaton {
  const action = a.signature.find((x) => x.name === h.action && x.kind === 'output');
  if (action === undefined) return a;
  const wheres = all
    .filter((other) => other.action === h.action)
    .map((other) => conditionOn(other, action.parameters));
  const condition = wheres.every((w) => w !== undefined) ? disjunction(wheres) : undefined;
  return condition === undefined ? hideAll(a, action) : split(a, action, condition);
}

function hideAll(a: Automaton, action: Action): Automaton {
  const internal = <T extends { readonly kind: Action['kind'] }>(x: T): T => ({
    ...x,
    kind: 'internal',
  });
  return {
    ...a,
    signature: a.signature.map((x) => (x === action ? internal(x) : x)),
    transitions: a.transitions.map((t) => (t.action === action.name ? internal(t) : t)),
  };
}

/** The steps that satisfy the condition are internal ones, of the action `hidden.NAME`. */
function split(a: Automaton, action: Action, condition: Expr): Automaton {
  const name = `hidden.${action.name}`;
  const transitions = a.transitions.flatMap((t) =>
    t.action === action.name
      ? [
          restricted(t, not(condition)),
          { ...restricted(t, condition), action: name, kind: 'internal' as const },
        ]
      : [t],
  );
  return { ...a, signature: [...a.signature, { ...action, name, kind: 'internal' }], transitions };
}

function restricted(t: Transition, condition: Expr): Transition {
  const where = conjunction([...conjunctsOf(t.where), condition]);
  return { ...t, ...(where ? { where } : {}) };
}

function conditionOn(h: Hidden, parameters: readonly Bound[]): Expr | undefined {
  const span = { file: '', start: 0, end: 0 };
  const locals = new Map(
    h.parameters.flatMap((p, i): [string, Expr][] => {
      const to = parameters[i];
      return to ? [[p.name, { kind: 'local', name: to.name, sort: p.sort, span }]] : [];
    }),
  );
  return h.where && rewriteExpr(h.where, { locals });
}
