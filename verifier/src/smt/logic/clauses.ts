/**
 * Miniscoping: a hypothesis is split into clauses, each with only the variables it uses, since a
 * quantifier over more of them needs patterns that never match.
 */
import { and, exists, forall, not, or } from './build.js';
import { withOwnNames } from './own-names.js';
import { withoutOnePoints } from './one-point.js';
import { withNamedArguments } from './named-arguments.js';
import { patternTerms } from './pattern-terms.js';
import { TRUE, type Quantifier, type Term, type Variable } from './term.js';
import { childrenOf, freeVariables } from './walk.js';

/** Formulas whose conjunction is the given one, quantifiers pushed inwards. */
export function clausesOf(formula: Term): readonly Term[] {
  return isAtom(formula) ? [formula] : clausesOfNormal(normalForm(formula));
}

/** In which each quantifier has variables of its own. */
export function normalForm(formula: Term): Term {
  return normal(withOwnNames(formula), true);
}

/** Of what is in normal form. */
export function clausesOfNormal(whole: Term): readonly Term[] {
  const parts = conjuncts(whole).map(withoutOnePoints);
  return parts.map((part) => triggered(part, whole));
}

/** Nothing in it can be split. */
function isAtom(formula: Term): boolean {
  if (formula.kind === 'application') return !formula.quantified;
  if (formula.kind !== 'builtin' || formula.quantified) return false;
  const [a] = formula.args;
  if (a === undefined) return false;
  return formula.op === 'not' ? isAtom(a) : formula.op === '=' && a.sort !== 'Bool';
}

/**
 * Patterns for a clause where the solver's own choice is known to be poor. A clause may have lost
 * the term by which a variable of it is found (`i < n(v) => A(v)` says nothing of i but its size):
 * it then takes one from the formula that it is a part of. And where only nested terms have all
 * variables, as in `f(v, p) < f(v, q) => g(v, q, f(v, p))`, two flat ones will do as well.
 */
function triggered(clause: Term, whole: Term): Term {
  if (!isForall(clause)) return clause;
  // What has a variable of a quantifier within the clause is no pattern of the clause.
  const inside = (t: Term): boolean => isWithin(t, clause);
  const own = patternTerms(clause.body).filter(inside);
  const found = new Set(own.flatMap((t) => freeVariables(t).map((v) => v.name)));
  if (clause.variables.some((v) => !found.has(v.name))) {
    const pattern = cover(clause, [...own, ...patternTerms(whole).filter(inside)]);
    if (pattern === undefined) return withNamedArguments(clause) ?? clause;
    return forall(clause.variables, clause.body, [pattern]);
  }
  const steady = withoutChains(clause, own);
  if (steady !== undefined) return steady;
  const whole1 = own.filter((t) => freeVariables(t).length === clause.variables.length);
  if (whole1.length === 0 || whole1.some(isFlat)) return clause;
  const flat = cover(clause, own.filter(isFlat));
  if (flat === undefined || flat.length > 2) return clause;
  const nested = whole1.map((t) => [t]);
  return forall(clause.variables, clause.body, [...nested, flat]);
}

/**
 * `h(k) = f(h(k - 1), e(k))` found by `h(k)` makes `h(k - 1)`, and by that the next instance, and so
 * on: where another term has all variables, it alone finds the clause.
 */
function withoutChains(clause: Quantifier, own: readonly Term[]): Term | undefined {
  const chained = shiftedSymbols(clause.body);
  const whole = own.filter((t) => freeVariables(t).length === clause.variables.length);
  const steady = whole.filter((t) => t.kind === 'application' && !chained.has(t.fn.name));
  if (steady.length === 0 || steady.length === whole.length) return undefined;
  const patterns = steady.map((t) => [t]);
  return forall(clause.variables, clause.body, patterns);
}

/** Functions that are applied to a variable plus or minus something. */
function shiftedSymbols(term: Term): ReadonlySet<string> {
  const found = new Set<string>();
  const isShifted = (t: Term): boolean =>
    t.kind === 'builtin' && (t.op === '+' || t.op === '-') && freeVariables(t).length > 0;
  const visit = (t: Term): void => {
    if (t.kind === 'application' && t.args.some(isShifted)) found.add(t.fn.name);
    childrenOf(t).forEach(visit);
  };
  visit(term);
  return found;
}

function isWithin(t: Term, clause: Quantifier): boolean {
  return freeVariables(t).every((v) => clause.variables.some((u) => u.name === v.name));
}

/** Few terms that have all of the clause's variables, those with most first. */
function cover(clause: Quantifier, candidates: readonly Term[]): readonly Term[] | undefined {
  const pattern: Term[] = [];
  for (const v of clause.variables) {
    const mentions = (t: Term): boolean => freeVariables(t).some((u) => u.name === v.name);
    if (pattern.some(mentions)) continue;
    const fitting = candidates.filter(mentions);
    const widest = fitting.sort((a, b) => freeVariables(b).length - freeVariables(a).length)[0];
    if (widest === undefined) return undefined;
    pattern.push(widest);
  }
  return pattern;
}

function isFlat(t: Term): boolean {
  return t.kind === 'application' && t.args.every((a) => a.kind === 'variable');
}

/** Most disjunctions that distribution may make of one formula; beyond it the formula stays whole. */
const WIDEST = 12;

function conjuncts(formula: Term): readonly Term[] {
  if (formula === TRUE) return [];
  if (formula.kind === 'builtin' && formula.op === 'and') return formula.args.flatMap(conjuncts);
  if (formula.kind === 'builtin' && formula.op === 'or') {
    const split = distributed(formula.args);
    return split === undefined ? [formula] : split;
  }
  if (formula.kind === 'quantifier' && formula.quantifier === 'forall') {
    return conjuncts(formula.body).map((part) => overUsed(formula, part));
  }
  return [formula];
}

/** `(A and B) or C` as `A or C` and `B or C`. */
function distributed(args: readonly Term[]): readonly Term[] | undefined {
  const parts = args.map(conjuncts);
  const size = parts.reduce((n, p) => n * Math.max(1, p.length), 1);
  if (size > WIDEST) return undefined;
  let rows: readonly (readonly Term[])[] = [[]];
  for (const part of parts) {
    if (part.length === 0) return [];
    rows = rows.flatMap((row) => part.map((p) => [...row, p]));
  }
  return rows.map((row) => pulled(row));
}

/**
 * `(for all x, A) or B` as `for all x, A or B`. Of two parts with one variable the second stays as it
 * is: that each thing is A or B says less than that all are A or all are B.
 */
function pulled(row: readonly Term[]): Term {
  const outer: Variable[] = [];
  const parts = row.map((p) => {
    if (!isForall(p) || p.variables.some((v) => outer.some((u) => u.name === v.name))) return p;
    outer.push(...p.variables);
    return p.body;
  });
  const body = or(...parts);
  const used = freeVariables(body);
  return forall(
    outer.filter((v) => used.some((u) => u.name === v.name)),
    body,
  );
}

function isForall(term: Term): term is Quantifier {
  return term.kind === 'quantifier' && term.quantifier === 'forall' && term.patterns.length === 0;
}

function overUsed(outer: Quantifier, part: Term): Term {
  if (outer.patterns.length > 0) return forall(outer.variables, part, outer.patterns);
  const used = freeVariables(part);
  return forall(
    outer.variables.filter((v) => used.some((u) => u.name === v.name)),
    part,
  );
}

/** Negation normal form; equivalences and conditionals are opened where a quantifier stands in them. */
export function normal(formula: Term, positive: boolean): Term {
  if (formula.kind === 'quantifier') return normalQuantifier(formula, positive);
  if (formula.kind !== 'builtin') return positive ? formula : not(formula);
  const { args } = formula;
  const [a = TRUE, b = TRUE, c = TRUE] = args;
  switch (formula.op) {
    case 'not':
      return normal(a, !positive);
    case 'and':
      return (positive ? and : or)(...args.map((x) => normal(x, positive)));
    case 'or':
      return (positive ? or : and)(...args.map((x) => normal(x, positive)));
    case '=>':
      return positive
        ? or(normal(a, false), normal(b, true))
        : and(normal(a, true), normal(b, false));
    case '=':
      return a.sort === 'Bool' ? equivalence(a, b, positive) : literal(formula, positive);
    case 'ite':
      return formula.sort === 'Bool' ? choice(a, b, c, positive) : literal(formula, positive);
    case '<=':
    case '<':
    case '+':
    case '-':
    case '*':
    case 'div':
    case 'mod':
      return literal(formula, positive);
  }
}

function literal(formula: Term, positive: boolean): Term {
  return positive ? formula : not(formula);
}

function equivalence(a: Term, b: Term, positive: boolean): Term {
  return positive
    ? and(or(normal(a, false), normal(b, true)), or(normal(b, false), normal(a, true)))
    : and(or(normal(a, true), normal(b, true)), or(normal(a, false), normal(b, false)));
}

function choice(c: Term, a: Term, b: Term, positive: boolean): Term {
  return and(or(normal(c, false), normal(a, positive)), or(normal(c, true), normal(b, positive)));
}

function normalQuantifier(formula: Quantifier, positive: boolean): Term {
  const universal = (formula.quantifier === 'forall') === positive;
  const body = normal(formula.body, positive);
  return universal ? forall(formula.variables, body, formula.patterns) : narrowed(formula, body);
}

/** An existential over a disjunction is a disjunction of existentials. */
function narrowed(formula: Quantifier, body: Term): Term {
  const parts = body.kind === 'builtin' && body.op === 'or' ? body.args : [body];
  return or(
    ...parts.map((part) => {
      const used = freeVariables(part);
      return exists(
        formula.variables.filter((v) => used.some((u) => u.name === v.name)),
        part,
      );
    }),
  );
}
