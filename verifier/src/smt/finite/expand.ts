/** Formulas of a finite instance: quantifiers become conjunctions and disjunctions over all elements. */
import { and, or } from '../logic/build.js';
import type { Quantifier, Term, Variable } from '../logic/term.js';
import { mapTerm, substituteTerm } from '../logic/walk.js';
import { elementsOf, type FiniteInstance } from './instance.js';

export function expand(term: Term, instance: FiniteInstance): Term {
  if (term.sort !== 'Bool') return term;
  if (term.kind !== 'quantifier') return mapTerm(term, (part) => expand(part, instance));
  const bodies = assignments(term.variables, instance).map((by) =>
    expand(substituteTerm(term.body, by), instance),
  );
  return joined(term, bodies);
}

function joined({ quantifier }: Quantifier, bodies: readonly Term[]): Term {
  return quantifier === 'forall' ? and(...bodies) : or(...bodies);
}

/** Every way to give the variables elements of their sorts. */
export function assignments(
  variables: readonly Variable[],
  instance: FiniteInstance,
): readonly ReadonlyMap<string, Term>[] {
  return variables.reduce<readonly ReadonlyMap<string, Term>[]>(
    (all, v) =>
      all.flatMap((by) => elementsOf(v.sort, instance).map((e) => new Map([...by, [v.name, e]]))),
    [new Map()],
  );
}

/** Whether the formula speaks of numbers that no finite instance has all of. */
export function isInfinite(term: Term): boolean {
  return term.kind === 'quantifier' && term.variables.some((v) => v.sort === 'Real');
}

/** How many parts the formula has when it is expanded. */
export function sizeIn(term: Term, instance: FiniteInstance): number {
  if (term.kind === 'quantifier') {
    const times = term.variables.reduce((n, v) => n * elementsOf(v.sort, instance).length, 1);
    return times * sizeIn(term.body, instance);
  }
  if (term.kind !== 'builtin' || term.sort !== 'Bool') return 1;
  return term.args.reduce((n, part) => n + sizeIn(part, instance), 1);
}
