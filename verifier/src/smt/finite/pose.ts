/** A case in a finite instance, as text: what `sat` finds there is a candidate for a counterexample. */
import { and, equal, lessOrEqual } from '../logic/build.js';
import { clausesOf } from '../logic/clauses.js';
import { assertion, declarationText, sortText, symbol, termText } from '../logic/print.js';
import { apply, numeral, type Fn, type LogicSort, type Term } from '../logic/term.js';
import { symbolsOf } from '../logic/walk.js';
import type { Query } from '../query.js';
import type { Case } from '../claims/case.js';
import { sortsIn, type Denial } from '../claims/denial.js';
import { assignments, expand, isInfinite, sizeIn } from './expand.js';
import { elementFn, elementsOf, sizeOf, TooLarge, upTo, type FiniteInstance } from './instance.js';

/**
 * Goals are denials; one without assertions asks whether the premises can hold at all. Throws
 * TooLarge when in the instance all that would be said has more than `most` parts.
 */
export function finiteQuery(
  name: string,
  c: Case,
  denials: readonly Denial[],
  instance: FiniteInstance,
  asked: readonly Term[],
  most = MOST_PARTS,
): Query {
  const { known, own } = expanded(c, denials, instance, most);
  const constants = denials.flatMap((d) => d.constants);
  const terms = [...known, ...own.flat(), ...asked];
  const sorts = sortsIn(terms);
  const elements = new Set(
    sorts.flatMap((s) => upTo(sizeOf(s, instance)).map((i) => elementFn(s, i).name)),
  );
  const local = new Set(constants.map((fn) => fn.name));
  const fns = symbolsOf(terms).filter((fn) => !elements.has(fn.name) && !local.has(fn.name));
  const limit = (fn: Fn): readonly string[] => limitsOf(fn, c, instance).map((t) => assertion(t));
  return {
    name,
    prelude: [
      ...sorts.map((s) => datatype(s, instance)),
      ...fns.map(declarationText),
      ...fns.flatMap(limit),
      ...known.map((t) => assertion(t)),
    ].join('\n'),
    goals: denials.map((d, i) => ({
      name: d.name,
      text: [
        ...d.constants.map(declarationText),
        ...d.constants.flatMap(limit),
        ...(own[i] ?? []).map((t) => assertion(t)),
      ].join('\n'),
      values: asked.map(termText),
    })),
  };
}

/** What is known, and of each denial what it says. */
function expanded(
  c: Case,
  denials: readonly Denial[],
  instance: FiniteInstance,
  most: number,
): { readonly known: readonly Term[]; readonly own: readonly (readonly Term[])[] } {
  const known = knownOf(c);
  const own = denials.map((d) => d.assertions.flatMap(clausesOf));
  const size = [...known, ...own.flat()].reduce((n, t) => n + sizeIn(t, instance), 0);
  if (size > most) throw new TooLarge();
  const inFull = (terms: readonly Term[]): readonly Term[] => terms.map((t) => expand(t, instance));
  return { known: inFull(known), own: own.map(inFull) };
}

const MOST_PARTS = 1_000_000;

/** What holds before the step, but for what speaks of infinitely many things. */
function knownOf(c: Case): readonly Term[] {
  const named = [...c.hypotheses, ...c.premises].map((n) => n.term);
  return [...c.problem.axioms, ...named].flatMap(clausesOf).filter((t) => !isInfinite(t));
}

function datatype(sort: LogicSort, instance: FiniteInstance): string {
  const names = upTo(sizeOf(sort, instance)).map((i) => `(${symbol(elementFn(sort, i).name)})`);
  return `(declare-datatypes ((${sortText(sort)} 0)) ((${names.join(' ')})))`;
}

/** Constants of an enumeration have limits of their own. */
function limitsOf(fn: Fn, { problem }: Case, instance: FiniteInstance): readonly Term[] {
  return problem.limitOf(fn) === undefined ? bounds(fn, instance) : [];
}

/** Numbers stay small, and elements stand in their canonical order. */
function bounds(fn: Fn, instance: FiniteInstance): readonly Term[] {
  if (fn.result === 'Real') return ordered(fn, instance);
  if (fn.result !== 'Int' || fn.args.includes('Real')) return [];
  const variables = fn.args.map((sort, i) => ({ name: `a${String(i)}`, sort }));
  return assignments(variables, instance).map((by) => {
    const value = apply(
      fn,
      variables.map((v) => by.get(v.name) ?? numeral(0)),
    );
    const { lowest = 0, greatest } = instance;
    return and(lessOrEqual(numeral(lowest), value), lessOrEqual(value, numeral(greatest)));
  });
}

function ordered(fn: Fn, instance: FiniteInstance): readonly Term[] {
  const [sort] = fn.args;
  if (sort === undefined || fn.args.length !== 1) return [];
  return elementsOf(sort, instance).map((e, i) => equal(apply(fn, [e]), numeral(i, 'Real')));
}
