/**
 * The condition `ensuring P` (Garland, Lynch, Tauber and Vaziri 2004) tells of the state after the step: with plain names, or in
 * the older way with a prime for the value after; then an assigned variable without a prime would be the value before.
 */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import { substatements } from '../../ir/fold.js';
import type { Stmt } from '../../ir/stmt.js';
import { NOWHERE } from '../../text/span.js';
import { inferCondition } from '../infer/expression.js';
import { BROKEN, type LocalEntry, type Scope } from '../resolve/scope.js';

type NameExpr = AstExpr & { kind: 'name' };

export function elaborateEnsuring(
  ast: AstExpr,
  eff: readonly Stmt[],
  scope: Scope,
): Expr | undefined {
  const names: NameExpr[] = [];
  const condition = inferCondition(ast, listening(withPrimes(scope), names));
  if (!names.some((n) => n.name.endsWith(PRIME))) return condition;
  const assigned = assignedBy(eff);
  const before = names.find((n) => assigned.has(n.name));
  if (before === undefined) return condition;
  const message = `beside names with a prime, ${before.name} is its value before the step, which is not kept; take it in a local: local old with ${before.name} = old in pre`;
  return scope.report.add('E0213', before.span, message);
}

const PRIME = "'";

/** `x'` stands for x: the condition is read when the effect is over. */
function withPrimes(scope: Scope): Scope {
  const primed = [...scope.view.states].flatMap(([name, { sort }]): [string, LocalEntry][] => {
    if (sort === BROKEN) return [];
    const stands: Expr = { kind: 'state', name, sort, span: NOWHERE };
    return [[name + PRIME, { sort, stands, assignable: false }]];
  });
  return { ...scope, locals: new Map([...primed, ...scope.locals]) };
}

function listening(scope: Scope, names: NameExpr[]): Scope {
  const { observer } = scope;
  return {
    ...scope,
    observer: {
      term: (e, ...seen) => {
        if (e.kind === 'name') names.push(e);
        observer?.term(e, ...seen);
      },
    },
  };
}

function assignedBy(eff: readonly Stmt[]): ReadonlySet<string> {
  return new Set(
    eff
      .flatMap((s) => [...substatements(s)])
      .flatMap((s) => (s.kind === 'assign' || s.kind === 'choose' ? [s.target.name] : [])),
  );
}
