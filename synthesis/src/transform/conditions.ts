/**
 * Conditions in the heads of clauses, put where the rewrites look for them: among the guards of
 * what the service controls, around the effect of what its environment does.
 */
import type { Automaton, Expr, Guard, Stmt, Transition } from '@maat/spec-lang';

export function withoutHeadConditions(service: Automaton): Automaton {
  return { ...service, transitions: service.transitions.map(plain) };
}

function plain({ where, ...t }: Transition): Transition {
  if (where === undefined) return t;
  if (t.kind === 'input') return { ...t, eff: conditional(t.eff, where, t) };
  return { ...t, pre: [...conjuncts(where), ...t.pre] };
}

function conjuncts(e: Expr): readonly Guard[] {
  if (e.kind === 'apply' && e.op === 'and') return e.args.flatMap(conjuncts);
  return [{ name: '', condition: e, span: e.span }];
}

function conditional(
  body: readonly Stmt[],
  condition: Expr,
  { span }: { readonly span: Transition['span'] },
): readonly Stmt[] {
  return body.length === 0
    ? []
    : [{ kind: 'if', branches: [{ condition, body }], otherwise: [], span }];
}
