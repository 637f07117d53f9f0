/**
 * A clause that nothing finds, since what has its variables is applied to what no pattern may hold: `not f(k, if k = 0 then a
 * else g(k - 1))`. The arguments that are in the way get names: `x = (if k = 0 then a else g(k - 1)) => not f(k, x)` says
 * the same, and `f(k, x)` finds it.
 */
import { equal, forall, not, or } from './build.js';
import { isPatternPart } from './pattern-terms.js';
import {
  apply,
  sameTerm,
  variable,
  type Application,
  type Quantifier,
  type Term,
  type Variable,
} from './term.js';
import { childrenOf, mapTerm } from './walk.js';

/** By the application that has most of the clause's variables; nothing if those are not all of them. */
export function withNamedArguments(clause: Quantifier): Term | undefined {
  const found = applicationsIn(clause.body).map((t) => ({ t, flat: named(clause, t) }));
  const all = found.find(({ flat }) =>
    clause.variables.every((v) => flat.term.free.some((u) => u.name === v.name)),
  );
  if (all === undefined) return undefined;
  const { names, term } = all.flat;
  const replace = (t: Term): Term => (sameTerm(t, all.t) ? term : mapTerm(t, replace));
  const unlike = names.map(({ name, stands }) => not(equal(variable(name), stands)));
  const variables = [...clause.variables, ...names.map((n) => n.name)];
  return forall(variables, or(...unlike, replace(clause.body)), [[term]]);
}

interface Named {
  readonly term: Application;
  readonly names: readonly { readonly name: Variable; readonly stands: Term }[];
}

function named({ variables }: Quantifier, { fn, args }: Application): Named {
  const names: { readonly name: Variable; readonly stands: Term }[] = [];
  const kept = args.map((stands, i) => {
    if (isPatternPart(stands)) return stands;
    const name = { name: `${variables[0]?.name ?? fn.name}%${String(i)}`, sort: stands.sort };
    names.push({ name, stands });
    return variable(name);
  });
  return { term: apply(fn, kept), names };
}

function applicationsIn(term: Term): readonly Application[] {
  const found: Application[] = [];
  const visit = (t: Term): void => {
    if (t.kind === 'quantifier' || t.free.length === 0) return;
    if (t.kind === 'application') found.push(t);
    childrenOf(t).forEach(visit);
  };
  visit(term);
  return found;
}
