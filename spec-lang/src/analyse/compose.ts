/** The one automaton that a composition means. */
import type { Expr } from '../ir/expr.js';
import type { Automaton, Component, Composition, Parameters } from '../ir/program.js';
import { rewriteExpr } from '../ir/rewrite.js';
import { BOOL } from '../ir/sort.js';
import { substituteSort } from '../ir/substitute.js';
import { conjunction, conjunctsOf, forAll } from './infer/terms.js';
import { composeParts } from './compose/compose.js';
import { partOf, type Part } from './compose/part.js';

/** Gives the automaton of that name, composed if it is a composition. */
export type Lookup = (name: string) => Automaton;

export function composeUnit(composition: Composition, lookup: Lookup): Automaton {
  const { name, doc, span, file, hidden, definitions } = composition;
  const parameters = withConditions(composition, lookup);
  const whole = composeParts(
    { name, doc, span, file, parameters },
    partsOf(composition, lookup),
    hidden,
  );
  return { ...whole, sorts: [...composition.sorts, ...whole.sorts], definitions };
}

/** What the components ask of their parameters is asked of the composition's. */
function withConditions({ parameters, components }: Composition, lookup: Lookup): Parameters {
  const asked = components.flatMap((c) => {
    const { where, types, values } = lookup(c.automaton).parameters;
    return where === undefined ? [] : [conditionOf(c, where, types, values)];
  });
  const where = conjunction([...conjunctsOf(parameters.where), ...asked]);
  return { ...parameters, ...(where ? { where } : {}) };
}

function conditionOf(
  c: Component,
  where: Expr,
  types: Parameters['types'],
  values: Parameters['values'],
): Expr {
  const sorts = new Map(types.flatMap((t, i) => pair(t, c.types[i])));
  const locals = new Map(values.flatMap((v, i) => pair(v.name, c.values[i])));
  const asked = rewriteExpr(where, { locals, sort: (s) => substituteSort(s, sorts) });
  if (c.where === undefined) return forAll(c.index, asked);
  const { span } = where;
  return forAll(c.index, {
    kind: 'apply',
    op: 'implies',
    args: [c.where, asked],
    sort: BOOL,
    span,
  });
}

function pair<T>(name: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[name, value]];
}

export function partsOf(composition: Composition, lookup: Lookup): readonly Part[] {
  return composition.components.map((c) => partOf(c, lookup(c.automaton)));
}
