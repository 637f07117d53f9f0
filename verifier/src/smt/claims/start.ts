/** Where the abstract side of a simulation begins when it may begin in several states. */
import {
  equalSort,
  subterms,
  type Bound,
  type Expr,
  type Sort,
  type StateVariable,
} from '@maat/spec-lang';
import { evaluateAs, evaluateSym } from '../encode/evaluate.js';
import type { Sym } from '../encode/value.js';
import { TRUE, type Term } from '../logic/term.js';
import type { SymState } from './automaton.js';
import type { Both } from './both.js';

export interface Chosen {
  readonly variable: string;
  readonly value: Sym;
  /** That it is defined. */
  readonly ok: Term;
}

/** As the simulation says; of what it says nothing, as an equation of its relation does. That it is right is shown in either case. */
export function chosenStart(both: Both, c: SymState): readonly Chosen[] {
  const { simulation, abstract } = both.claim;
  const env = both.env(c, new Map());
  const said = simulation.start.map(({ variable, value }): Chosen => {
    const { sort } = abstract.states.find((v) => v.name === variable) ?? value;
    return { variable, ...evaluateAs(value, sort, env) };
  });
  const isOpen = (v: StateVariable): boolean =>
    v.initial.kind !== 'value' && said.every(({ variable }) => variable !== v.name);
  const equations = simulation.relation.flatMap(({ condition }) => equationsIn(condition, []));
  return [
    ...said,
    ...abstract.states.filter(isOpen).flatMap((v) => {
      const equation = equations.find((e) => e.variable === v.name && isOfSort(e, v.sort));
      return equation === undefined ? [] : [related(both, c, equation)];
    }),
  ];
}

/** An Int may be no Nat: then it is for the author to say where that begins. */
function isOfSort({ indices, value }: Equation, sort: Sort): boolean {
  if (indices.length === 0) return equalSort(value.sort, sort);
  return sort.kind === 'array' && equalSort(value.sort, sort.of);
}

/** `Abstract.x[i, j] = value` for all i and j; without indices, of the variable itself. */
interface Equation {
  readonly variable: string;
  readonly indices: readonly string[];
  readonly value: Expr;
}

function related(both: Both, c: SymState, { variable, indices, value }: Equation): Chosen {
  const under = (locals: readonly (readonly [string, Sym])[]): Sym =>
    evaluateSym(value, both.env(c, new Map(), new Map(locals))).value;
  if (indices.length === 0) return { variable, value: under([]), ok: TRUE };
  const at = (is: readonly Sym[]): Sym =>
    under(is.flatMap((s, i) => (indices[i] === undefined ? [] : [[indices[i], s] as const])));
  return { variable, value: { kind: 'array', at }, ok: TRUE };
}

function equationsIn(condition: Expr, bound: readonly Bound[]): readonly Equation[] {
  if (condition.kind === 'quantified') {
    const { quantifier, variable, within, body } = condition;
    if (quantifier === 'exists' || within !== undefined) return [];
    return equationsIn(body, [...bound, variable]);
  }
  if (condition.kind !== 'apply') return [];
  const { op, args } = condition;
  if (op === 'and') return args.flatMap((a) => equationsIn(a, bound));
  const [a, b] = args;
  if ((op !== 'eq' && op !== 'iff') || a === undefined || b === undefined) return [];
  return [...equation(a, b, bound), ...equation(b, a, bound)];
}

function equation(side: Expr, value: Expr, bound: readonly Bound[]): readonly Equation[] {
  const isIndexed = side.kind === 'apply' && side.op === 'index';
  const [of, ...indices] = isIndexed ? side.args : [side];
  if (of?.kind !== 'state' || of.side !== 'abstract') return [];
  const names = indices.flatMap((i) => (i.kind === 'local' ? [i.name] : []));
  const isOfAll =
    names.length === indices.length &&
    new Set(names).size === bound.length &&
    bound.every((b) => names.includes(b.name));
  return isOfAll && isConcrete(value) ? [{ variable: of.name, indices: names, value }] : [];
}

function isConcrete(value: Expr): boolean {
  return [...subterms(value)].every((e) => e.kind !== 'state' || e.side === 'concrete');
}
