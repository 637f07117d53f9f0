/** Quantifiers and comprehensions: what binds a variable. */
import type { Comprehension, Expr, Quantified } from '@maat/spec-lang';
import { and, exists, forall, implies, less, lessOrEqual } from '../logic/build.js';
import { numeral, TRUE, variable, type Term, type Variable } from '../logic/term.js';
import { boundValue } from './bound.js';
import { equalSyms } from './compare.js';
import { withLocal, type Env } from './env.js';
import { expectSym, symOf, termOf, type Meant, type Sym } from './value.js';

/** The meaning of the parts, which is defined with that of all expressions. */
export type Evaluate = (expr: Expr, env: Env) => Meant;

interface Binding {
  readonly variables: readonly Variable[];
  /** The variable is of its sort, and in the collection if one was given. */
  readonly inside: Term;
  readonly ok: Term;
  readonly env: Env;
}

function bindIn(expr: Quantified | Comprehension, env: Env, evaluate: Evaluate): Binding {
  const { variable: bound, within, span } = expr;
  if (within?.sort.kind === 'seq') return bindPosition(bound.name, within, env, evaluate);
  const { variables, value, inside } = boundValue(env.problem, bound.name, bound.sort, span);
  const inner = withLocal(env, bound.name, value);
  if (within === undefined) return { variables, inside, ok: TRUE, env: inner };
  const collection = evaluate(within, env);
  const member = contains(collection.value, value);
  return { variables, inside: and(inside, member), ok: collection.ok, env: inner };
}

/** An element of a sequence is named by where it stands. */
function bindPosition(name: string, within: Expr, env: Env, evaluate: Evaluate): Binding {
  const { value, ok } = evaluate(within, env);
  const seq = expectSym(value, 'seq');
  const i = env.problem.variable('i', 'Int');
  const at = variable(i);
  const inside = and(lessOrEqual(numeral(0), at), less(at, seq.len));
  const element = seq.at(at);
  return { variables: [i], inside, ok, env: withLocal(env, name, element) };
}

export function contains(collection: Sym, x: Sym): Term {
  if (collection.kind === 'set') return collection.has(x);
  if (collection.kind === 'mset') return less(numeral(0), collection.count(x));
  throw new TypeError(`nothing is in a ${collection.kind}`);
}

export function quantified(expr: Quantified, env: Env, evaluate: Evaluate): Meant {
  const { variables, inside, ok, env: inner } = bindIn(expr, env, evaluate);
  const body = evaluate(expr.body, inner);
  const says = termOf(body.value);
  const defined = and(ok, forall(variables, implies(inside, body.ok)));
  const holds =
    expr.quantifier === 'forall'
      ? forall(variables, implies(inside, says))
      : exists(variables, and(inside, says));
  return { value: symOf(holds), ok: defined };
}

export function comprehended(expr: Comprehension, env: Env, evaluate: Evaluate): Meant {
  const { variables, inside, ok, env: inner } = bindIn(expr, env, evaluate);
  const where = expr.where === undefined ? undefined : evaluate(expr.where, inner);
  const chosen = and(inside, where === undefined ? TRUE : termOf(where.value));
  const element = evaluate(expr.element, inner);
  const defined = and(
    ok,
    forall(variables, and(implies(inside, where?.ok ?? TRUE), implies(chosen, element.ok))),
  );
  const { sort, span } = expr.element;
  const byWitness = (x: Sym): Term =>
    exists(variables, and(chosen, equalSyms(env.problem, sort, element.value, x, span)));
  const has = showsItself(expr) ? filtered(expr, env, evaluate) : byWitness;
  return { value: { kind: 'set', has }, ok: defined };
}

/** `{ x : x \in S where P }` needs no quantifier: its members are those of S that satisfy P. */
function showsItself({ element, variable: bound, within }: Comprehension): boolean {
  return element.kind === 'local' && element.name === bound.name && within?.sort.kind !== 'seq';
}

function filtered(expr: Comprehension, env: Env, evaluate: Evaluate): (x: Sym) => Term {
  const { variable: bound, within, where } = expr;
  return (x) => {
    const member = within === undefined ? TRUE : contains(evaluate(within, env).value, x);
    const inner = withLocal(env, bound.name, x);
    return and(member, where === undefined ? TRUE : termOf(evaluate(where, inner).value));
  };
}
