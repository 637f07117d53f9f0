/**
 * The meaning of expressions over symbolic values, with the condition under which they have one:
 * a guard with an undefined term is false, an effect or an invariant with one is at fault.
 */
import type { Apply, Expr, Literal, Select, Sort, Span } from '@maat/spec-lang';
import { and, equal, implies, ite, lessOrEqual, not, or } from '../logic/build.js';
import { apply as applyFn, numeral, TRUE, truth, type Term } from '../logic/term.js';
import { chooseSym } from './choose.js';
import type { Problem } from './context.js';
import { dummy } from './dummy.js';
import type { Env } from './env.js';
import { Inexpressible } from './inexpressible.js';
import { fieldsOf } from './key.js';
import { operate } from './operators/operate.js';
import { comprehended, quantified } from './quantify.js';
import { expectSym, symOf, termOf, type Meant, type Sym } from './value.js';

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
      return quantified(expr, env, evaluateSym);
    case 'tuple':
      return tupled(expr.args, expr.sort, env);
    case 'select':
      return selected(expr, env);
    case 'inject':
      return injected(expr, env);
    case 'comprehension':
      return comprehended(expr, env, evaluateSym);
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

function certain(value: Sym): Meant {
  return { value, ok: TRUE };
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
  if (op === 'and' || op === 'or' || op === 'implies') return shortCircuit(op, args, env);
  if (op === 'hasTag') return hasTag(expr, env);
  const operands = args.map((a) => evaluateSym(a, env));
  return operate(op, expr, operands, env.problem);
}

/** Evaluated from the left: what comes later needs to be defined only where it is looked at. */
function shortCircuit(op: 'and' | 'or' | 'implies', args: readonly Expr[], env: Env): Meant {
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
  return { value: symOf(holds), ok: and(...oks) };
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
  const locals = new Map([
    ...env.constants,
    ...definition.parameters.map((p, i) => [p.name, present(values[i]).value] as const),
  ]);
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

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a part of an expression is missing');
  return item;
}
