/** Do actions of one name in two components ever happen together? Asked of a small scope. */
import type { Bound, Expr } from '../../ir/expr.js';
import { subterms } from '../../ir/fold.js';
import { freeNames } from '../../ir/free-names.js';
import { freshName } from '../../ir/fresh-name.js';
import type { Action, Automaton, Component } from '../../ir/program.js';
import { rewriteExpr } from '../../ir/rewrite.js';
import { SpecError } from '../../semantics/failure.js';
import { instantiate } from '../../semantics/instance.js';
import { elementNames } from '../../semantics/scope.js';
import { uninterpretedSorts } from '../../semantics/used-sorts.js';
import { NOWHERE } from '../../text/span.js';
import { actionConjuncts } from '../compose/match.js';
import { partOf, type Part } from '../compose/part.js';
import { conjunction, exists, local } from '../infer/terms.js';

export interface Participant {
  readonly part: Part;
  readonly action: Action;
}

/** As much of a component as says when its actions happen. */
export function partForActions(component: Component, automaton: Automaton): Part {
  const { initially: _, ...rest } = automaton;
  return partOf(component, { ...rest, states: [], transitions: [], tasks: [] });
}

/** True also where it cannot be told: for terms without a bound, or definitions of the file. */
export function mayMeet(a: Participant, b: Participant, constants: readonly Bound[]): boolean {
  const { parameters } = a.action;
  const taken = new Set([...constants, ...parameters].map((p) => p.name));
  const [left, right] = [withIndexApart(a.part, taken), withIndexApart(b.part, taken)];
  const asked = conjunction([
    ...actionConjuncts(a.part, a.action, parameters).map(left.rename),
    ...actionConjuncts(b.part, b.action, parameters).map(right.rename),
  ]);
  if (asked === undefined || [...subterms(asked)].some((e) => e.kind === 'call')) return true;
  const used = freeNames(asked);
  const variables = [...constants, ...parameters, ...left.index, ...right.index];
  return holdsSomewhere(
    variables.filter((v) => used.has(v.name)),
    asked,
  );
}

function withIndexApart(
  { index }: Part,
  taken: Set<string>,
): { readonly index: readonly Bound[]; readonly rename: (e: Expr) => Expr } {
  const locals = new Map<string, Expr>();
  const renamed = index.map((b) => {
    const name = freshName(b.name, taken);
    taken.add(name);
    locals.set(b.name, local(name, b.sort, NOWHERE));
    return { ...b, name };
  });
  return { index: renamed, rename: (e) => rewriteExpr(e, { locals }) };
}

/** Three elements tell apart what one or two cannot, such as left and right in a ring. */
const ELEMENTS = 3;

function holdsSomewhere(variables: readonly Bound[], asked: Expr): boolean {
  const mentioned = [...subterms(asked)].map((e) => ({ name: '', sort: e.sort }));
  const bare: Automaton = {
    kind: 'automaton',
    name: '',
    doc: '',
    span: NOWHERE,
    file: '',
    parameters: { types: [], values: [...variables, ...mentioned] },
    sorts: [],
    definitions: [],
    signature: [],
    states: [],
    transitions: [],
    tasks: [],
  };
  const sorts = new Map(uninterpretedSorts(bare).map((s) => [s, elementNames(s, ELEMENTS)]));
  const empty: Automaton = { ...bare, parameters: { types: [], values: [] } };
  try {
    const instance = instantiate(empty, { sorts, values: new Map() });
    return instance.evaluate(exists(variables, asked), []) === true;
  } catch (error) {
    if (error instanceof SpecError) return true;
    throw error;
  }
}
