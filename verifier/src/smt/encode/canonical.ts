/** A formula's text, the same for formulas that differ only in the names of their variables. */
import { exists, forall } from '../logic/build.js';
import { termText } from '../logic/print.js';
import { variable, type Term, type Variable } from '../logic/term.js';
import { mapTerm, substituteTerm } from '../logic/walk.js';

/** The text with names by position, so that formulas that differ in names only read the same. */
export function canonicalText(formula: Term, free: readonly Variable[]): string {
  let count = 0;
  const fresh = (v: Variable): Variable => ({ name: `v${String(count++)}`, sort: v.sort });
  const renaming = (vs: readonly Variable[], to: readonly Variable[]): ReadonlyMap<string, Term> =>
    new Map(vs.map((v, i) => [v.name, variable(present(to[i]))]));
  const go = (t: Term): Term => {
    if (t.kind !== 'quantifier') return mapTerm(t, go);
    const renamed = t.variables.map(fresh);
    const body = go(substituteTerm(t.body, renaming(t.variables, renamed)));
    return t.quantifier === 'forall' ? forall(renamed, body) : exists(renamed, body);
  };
  return termText(go(substituteTerm(formula, renaming(free, free.map(fresh)))));
}

function present<T>(item: T | undefined): T {
  if (item === undefined) throw new TypeError('a name is missing');
  return item;
}
