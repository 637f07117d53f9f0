/**
 * The meaning of expressions over symbolic values, with the condition under which they have one:
 * a guard with an undefined term is false, an effect or an invariant with one is at fault.
 */
import type {
  Apply,
  Comprehension,
  Definition,
  Expr,
  Literal,
  Quantified,
  Select,
  Sort,
  Span,
  StateVar,
} from '@maat/spec-lang';
import {
  and,
  equal,
  exists,
  forall,
  implies,
  ite,
  less,
  lessOrEqual,
  not,
  or,
} from '../logic/build.js';
import { numeral, TRUE, truth, type Term, type Variable } from '../logic/term.js';
import { apply as applyFn, variable } from '../logic/term.js';
import { chooseSym, equalSyms, rangeTerm } from './compare.js';
import type { Problem } from './context.js';
import { dummy } from './dummy.js';
import { Inexpressible } from './inexpressible.js';
import { boundValue, fieldsOf } from './key.js';
import { operate } from './operators.js';
import { expectSym, symOf, termOf, type Sym } from './value.js';

/** A value, and when it is one. */
export interface Meant {
  readonly value: Sym;
  readonly ok: Term;
}

/** What names mean where an expression stands. */
export interface Env {
  readonly problem: Problem;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly locals: ReadonlyMap<string, Sym>;
  readonly state: (variable: StateVar) => Sym;
}

export function evaluateSym(expr: Expr, env: Env): Meant {
  switch (expr.kind) {
    case 'literal':
      return certain(literalSym(expr, env.problem));
    case 'local': {
      const value = env.locals.get(expr.name);
      if (value === undefined) throw new TypeError(`${expr.name} has no value`);
      return certain(value);
    }
    case 'state':
      return certain(env.state(expr));
    case 'apply':
      return applied(expr, env);
    case 'call':
      return called(expr.name, expr.args, env, expr.span);
    case 'if':
      return conditional(expr.condition, expr.then, expr.else, env);
    case 'quantified':
      return certain2(quantified(expr, env));
    case 'tuple':
      return tupled(expr.args, expr.sort, env);
    case 'select':
      return selected(expr, env);
    case 'inject':
      return injected(expr, env);
    case 'comprehension':
      return comprehended(expr, env);
  }
}

/** The formula, and when it has a value. */
export interface Formula {
  readonly holds: Term;
  readonly ok: Term;
}

export function evaluateFormula(expr: Expr, env: Env): Formula {
  const { value, ok } = evaluateSym(expr, env);
  return { holds: termOf(value), ok };
}

/** As a guard is read: undefined is false. */
export function evaluateGuard(expr: Expr, env: Env): Term {
  const { holds, ok } = evaluateFormula(expr, env);
  return and(ok, holds);
}

/** A value for a place of this sort: what goes where a Nat is kept must not be negative. */
export function evaluateAs(expr: Expr, sort: Sort, env: Env): Meant {
  const { value, ok } = evaluateSym(expr, env);
  if (sort.kind !== 'nat' || expr.sort.kind !== 'int') return { value, ok };
  return { value, ok: and(ok, lessOrEqual(numeral(0), termOf(value))) };
}

export function withLocal(env: Env, name: string, value: Sym): Env {
  return { ...env, locals: new Map([...env.locals, [name, value]]) };
}

function certain(value: Sym): Meant {
  return { value, ok: TRUE };
}

function certain2({ holds, ok }: Formula): Meant {
  return { value: symOf(holds), ok };
}

function literalSym(expr: Literal, problem: Problem): Sym {
  const { value, sort } = expr;
  if (typeof value === 'boolean') return symOf(truth(value));
  if (typeof value === 'number') return symOf(numeral(value));
  if (sort.kind === 'enum') return symOf(numeral(sort.values.indexOf(value)));
  if (sort.kind === 'char') return symOf(numeral(value.codePointAt(0) ?? 0));
  return symOf(stringTerm(problem, value));
}

/** Strings are an uninterpreted sort; different literals are told apart by a number each. */
function stringTerm(problem: Problem, value: string): Term {
  const name = `string.${JSON.stringify(value)}`;
  const isNew = !problem.isDeclared(name);
  const term = applyFn(problem.shared(name, [], 'String!'), []);
  if (isNew) {
    const code = problem.shared('string.code', ['String!'], 'Int');
    problem.assume(equal(applyFn(code, [term]), numeral(problem.numberOf(name))));
  }
  return term;
}

function applied(expr: Apply, env: Env): Meant {
  const { op, args } = expr;
  switch (op) {
    case 'and':
    case 'or':
    case 'implies':
      return certain2(shortCircuit(op, args, env));
    case 'hasTag':
      return hasTag(expr, env);
    default:
      return operate(
        expr,
        args.map((a) => evaluateSym(a, env)),
        env.problem,
      );
  }
}

/** Evaluated from the left: what comes later needs to be defined only where it is looked at. */
function shortCircuit(op: 'and' | 'or' | 'implies', args: readonly Expr[], env: Env): Formula {
  const parts = args.map((a) => evaluateFormula(a, env));
  const oks: Term[] = [];
  let reached: Term = TRUE;
  parts.forEach(({ holds, ok }, i) => {
    oks.push(implies(reached, ok));
    const goesOn = op === 'or' || (op === 'implies' && i > 0) ? not(holds) : holds;
    reached = and(reached, goesOn);
  });
  const [a = TRUE, b = TRUE] = parts.map((p) => p.holds);
  const terms = parts.map((p) => p.holds);
  const holds = op === 'and' ? and(...terms) : op === 'or' ? or(...terms) : implies(a, b);
  return { holds, ok: and(...oks) };
}

function hasTag(expr: Apply, env: Env): Meant {
  const [of, tag] = expr.args;
  if (of?.sort.kind !== 'union' || tag?.kind !== 'literal') throw new TypeError('a tag is meant');
  const { value, ok } = evaluateSym(of, env);
  const place = of.sort.cases.findIndex((c) => c.tag === tag.value);
  return { value: symOf(equal(expectSym(value, 'union').tag, numeral(place))), ok };
}

function called(name: string, args: readonly Expr[], env: Env, span: Span): Meant {
  const definition = env.definitions.get(name);
  if (definition === undefined) throw new Inexpressible(`the unknown definition ${name}`, span);
  const values = args.map((a, i) => evaluateAs(a, definition.parameters[i]?.sort ?? a.sort, env));
  const locals = new Map(
    definition.parameters.map((p, i) => [p.name, present(values[i]).value] as const),
  );
  const body = evaluateSym(definition.body, { ...env, locals });
  return { value: body.value, ok: and(...values.map((v) => v.ok), body.ok) };
}

function conditional(condition: Expr, then: Expr, otherwise: Expr, env: Env): Meant {
  const c = evaluateFormula(condition, env);
  const a = evaluateSym(then, env);
  const b = evaluateSym(otherwise, env);
  return {
    value: chooseSym(c.holds, a.value, b.value),
    ok: and(c.ok, ite(c.holds, a.ok, b.ok)),
  };
}

function tupled(args: readonly Expr[], sort: Sort, env: Env): Meant {
  if (sort.kind !== 'tuple') throw new TypeError('a tuple has a tuple sort');
  const parts = args.map((a, i) => evaluateAs(a, sort.fields[i]?.sort ?? a.sort, env));
  return {
    value: { kind: 'tuple', fields: parts.map((p) => p.value) },
    ok: and(...parts.map((p) => p.ok)),
  };
}

function selected(expr: Select, env: Env): Meant {
  const { value, ok } = evaluateSym(expr.of, env);
  const { sort } = expr.of;
  if (sort.kind === 'tuple') {
    const place = sort.fields.findIndex((f) => f.name === expr.field);
    return { value: present(expectSym(value, 'tuple').fields[place]), ok };
  }
  if (sort.kind !== 'union') throw new TypeError('a field of a tuple or union is meant');
  const { tag, fields } = expectSym(value, 'union');
  const field = fieldsOf(sort).find((f) => f.name === expr.field);
  const active = (field?.cases ?? []).map((c) => equal(tag, numeral(c)));
  return { value: present(fields.get(expr.field)), ok: and(ok, or(...active)) };
}

function injected(expr: Extract<Expr, { kind: 'inject' }>, env: Env): Meant {
  const { sort, tag } = expr;
  const place = sort.cases.findIndex((c) => c.tag === tag);
  const own = sort.cases[place]?.fields ?? [];
  const parts = expr.args.map((a, i) => evaluateAs(a, own[i]?.sort ?? a.sort, env));
  const fields = fieldsOf(sort).map(({ name, sort: of }) => {
    const i = own.findIndex((f) => f.name === name);
    return [name, parts[i]?.value ?? dummy(env.problem, of, expr.span)] as const;
  });
  return {
    value: { kind: 'union', tag: numeral(place), fields: new Map(fields) },
    ok: and(...parts.map((p) => p.ok)),
  };
}

interface Binding {
  readonly variables: readonly Variable[];
  /** The variable is of its sort, and in the collection if one was given. */
  readonly inside: Term;
  readonly ok: Term;
  readonly env: Env;
  readonly value: Sym;
}

function bindIn(
  expr: { readonly variable: { name: string; sort: Sort }; readonly within?: Expr; span: Span },
  env: Env,
): Binding {
  const { variable: bound, within, span } = expr;
  if (within?.sort.kind === 'seq') return bindPosition(bound.name, within, env);
  const { variables, value, ranges } = boundValue(env.problem, bound.name, bound.sort, span);
  const inner = withLocal(env, bound.name, value);
  const ranged = and(...ranges.map(rangeTerm));
  if (within === undefined) return { variables, inside: ranged, ok: TRUE, env: inner, value };
  const collection = evaluateSym(within, env);
  const member = contains(collection.value, value);
  return { variables, inside: and(ranged, member), ok: collection.ok, env: inner, value };
}

/** An element of a sequence is named by where it stands. */
function bindPosition(name: string, within: Expr, env: Env): Binding {
  const { value, ok } = evaluateSym(within, env);
  const seq = expectSym(value, 'seq');
  const i = env.problem.variable('i', 'Int');
  const at = variable(i);
  const inside = and(lessOrEqual(numeral(0), at), less(at, seq.len));
  const element = seq.at(at);
  return { variables: [i], inside, ok, env: withLocal(env, name, element), value: element };
}

export function contains(collection: Sym, x: Sym): Term {
  if (collection.kind === 'set') return collection.has(x);
  if (collection.kind === 'mset') return less(numeral(0), collection.count(x));
  throw new TypeError(`nothing is in a ${collection.kind}`);
}

function quantified(expr: Quantified, env: Env): Formula {
  const { variables, inside, ok, env: inner } = bindIn(expr, env);
  const body = evaluateFormula(expr.body, inner);
  const defined = and(ok, forall(variables, implies(inside, body.ok)));
  const holds =
    expr.quantifier === 'forall'
      ? forall(variables, implies(inside, body.holds))
      : exists(variables, and(inside, body.holds));
  return { holds, ok: defined };
}

function comprehended(expr: Comprehension, env: Env): Meant {
  const binding = bindIn(expr, env);
  const { variables, inside, ok, env: inner } = binding;
  const where = expr.where === undefined ? undefined : evaluateFormula(expr.where, inner);
  const chosen = and(inside, where?.holds ?? TRUE);
  const element = evaluateSym(expr.element, inner);
  const defined = and(
    ok,
    forall(variables, and(implies(inside, where?.ok ?? TRUE), implies(chosen, element.ok))),
  );
  return {
    value: { kind: 'set', has: memberTest(expr, env, chosen, element.value, variables) },
    ok: defined,
  };
}

/** `{ x : x \in S where P }` needs no quantifier: its members are those of S that satisfy P. */
function memberTest(
  expr: Comprehension,
  env: Env,
  chosen: Term,
  element: Sym,
  variables: readonly Variable[],
): (x: Sym) => Term {
  const { element: shown, variable: bound, within, where } = expr;
  if (shown.kind === 'local' && shown.name === bound.name && within?.sort.kind !== 'seq') {
    return (x) => {
      const inner = withLocal(env, bound.name, x);
      const member = within === undefined ? TRUE : contains(evaluateSym(within, env).value, x);
      return and(member, where === undefined ? TRUE : evaluateFormula(where, inner).holds);
    };
  }
  return (x) =>
    exists(variables, and(chosen, equalSyms(env.problem, shown.sort, element, x, expr.span)));
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of an expression is missing');
  return item;
}
