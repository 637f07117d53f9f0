/** Each quantifier with variables that no other one has, numbered from one: nothing can be captured when they are moved. */
import { quantifier, variable, type Quantifier, type Term } from './term.js';
import { mapTerm, substituteTerm } from './walk.js';

/** The same for what differs in the names of its variables only. */
export function withOwnNames(term: Term): Term {
  let count = 0;
  const go = (t: Term, by: ReadonlyMap<string, Term>): Term => {
    if (!t.quantified) return substituteTerm(t, by);
    if (t.kind !== 'quantifier') return mapTerm(t, (part) => go(part, by));
    const own = t.variables.map(({ sort }) => ({ name: `${sort}~${String(++count)}`, sort }));
    const inside = new Map([...by, ...renaming(t, own)]);
    const patterns = t.patterns.map((p) => p.map((part) => substituteTerm(part, inside)));
    return quantifier(t.quantifier, own, go(t.body, inside), patterns);
  };
  return term.quantified ? go(term, new Map()) : term;
}

function renaming(
  { variables }: Quantifier,
  own: Quantifier['variables'],
): readonly (readonly [string, Term])[] {
  return variables.map((v, i) => [v.name, variable(own[i] ?? v)] as const);
}
