/** A variable that has only one value to be looked at: `for all x, x ≠ t or A(x)` says no more than `A(t)`. */
import { forall, not, or } from './build.js';
import { FALSE, type Quantifier, type Term, type Variable } from './term.js';
import { freeVariables, substituteTerm } from './walk.js';

/** Of a clause; its own patterns, which may name the variable, go with it. */
export function withoutOnePoints(clause: Term): Term {
  if (clause.kind !== 'quantifier' || clause.quantifier !== 'forall') return clause;
  const literals = literalsOf(clause.body);
  for (const literal of literals) {
    const point = pointOf(literal, clause);
    if (point === undefined) continue;
    const { variable, value } = point;
    const rest = literals.filter((l) => l !== literal);
    const body = substituteTerm(or(...rest), new Map([[variable.name, value]]));
    const left = clause.variables.filter((v) => v !== variable);
    const used = freeVariables(body);
    const needed = left.filter((v) => used.some((u) => u.name === v.name));
    return rest.length === 0 ? FALSE : withoutOnePoints(forall(needed, body));
  }
  return clause;
}

function literalsOf(body: Term): readonly Term[] {
  return body.kind === 'builtin' && body.op === 'or' ? body.args : [body];
}

/** `not (x = t)`, where x is one of the clause's variables and does not stand in t. */
function pointOf(
  literal: Term,
  clause: Quantifier,
): { readonly variable: Variable; readonly value: Term } | undefined {
  const denied = not(literal);
  if (denied.kind !== 'builtin' || denied.op !== '=') return undefined;
  const [a, b] = denied.args;
  if (a === undefined || b === undefined) return undefined;
  return pointAt(a, b, clause) ?? pointAt(b, a, clause);
}

function pointAt(x: Term, value: Term, clause: Quantifier): ReturnType<typeof pointOf> {
  if (x.kind !== 'variable') return undefined;
  const variable = clause.variables.find((v) => v.name === x.name);
  const isFree = freeVariables(value).some((v) => v.name === x.name);
  return variable === undefined || isFree ? undefined : { variable, value };
}
