/** A model of a finite instance as states and a step of the reference semantics. */
import {
  elementNames,
  NOWHERE,
  type Automaton,
  type Scope,
  type Sort,
  type State,
  type Step,
  type Value,
} from '@maat/spec-lang';
import type { Case, Picture, StatePair } from '../claims/case.js';
import type { Sym } from '../encode/value.js';
import { termText } from '../logic/print.js';
import type { Term } from '../logic/term.js';
import { upTo, type FiniteInstance } from './instance.js';
import { Reader, type Answers } from './read.js';

/** The state before, and the step; what follows from them is the reference semantics' business. */
export interface Candidate {
  readonly scope: Scope;
  readonly concrete: State;
  readonly abstract?: State;
  readonly step: Step;
}

/** The sorts of what a picture shows. */
export interface Shapes {
  readonly concrete: Automaton;
  readonly abstract?: Automaton;
  /** Of the step's parameters. */
  readonly parameters: readonly Sort[];
  /** The value parameters. */
  readonly constants: readonly {
    readonly name: string;
    readonly sort: Sort;
    readonly value: Sym;
  }[];
}

/** The terms whose values make a candidate, in the order in which it reads them. */
export function askedTerms(c: Case, shapes: Shapes, instance: FiniteInstance): readonly Term[] {
  const terms: Term[] = [];
  readCandidate(c, shapes, instance, (term) => {
    terms.push(term);
    return '0';
  });
  return terms;
}

export function candidateFrom(
  c: Case,
  shapes: Shapes,
  instance: FiniteInstance,
  values: readonly string[],
): Candidate {
  let next = 0;
  return readCandidate(c, shapes, instance, (term) => {
    const value = values[next++];
    if (value === undefined) throw new TypeError(`no value for ${termText(term)}`);
    return value;
  });
}

function readCandidate(
  c: Case,
  shapes: Shapes,
  instance: FiniteInstance,
  answers: Answers,
): Candidate {
  const reader = new Reader(c.problem, instance, answers, NOWHERE);
  const { picture } = c;
  const constants = shapes.constants.map((k) => [k.name, reader.read(k.sort, k.value)] as const);
  const concrete = stateOf(shapes.concrete, picture.concrete, reader);
  const abstract =
    shapes.abstract === undefined || picture.abstract === undefined
      ? {}
      : { abstract: stateOf(shapes.abstract, picture.abstract, reader) };
  const args = argumentsOf(picture, shapes, reader);
  const scope = scopeOf(shapes, instance, new Map(constants));
  return { scope, concrete, ...abstract, step: { action: picture.action, args } };
}

function stateOf(automaton: Automaton, pair: StatePair, reader: Reader): State {
  return automaton.states.map((v) => {
    const value = pair.before.get(v.name);
    if (value === undefined) throw new TypeError(`${v.name} has no value`);
    return reader.read(v.sort, value);
  });
}

function argumentsOf(picture: Picture, shapes: Shapes, reader: Reader): readonly Value[] {
  return picture.parameters.map(({ value }, i) => {
    const sort = shapes.parameters[i];
    if (sort === undefined) throw new TypeError('a parameter has no sort');
    return reader.read(sort, value);
  });
}

/** Numbers range as far as the instance's quantifiers did. */
function scopeOf(
  { concrete, abstract }: Shapes,
  instance: FiniteInstance,
  values: ReadonlyMap<string, Value>,
): Scope {
  const types = new Set([...concrete.parameters.types, ...(abstract?.parameters.types ?? [])]);
  const numbers = upTo(instance.greatest + 2).map(String);
  const sorts = new Map<string, readonly string[]>([
    ['Nat', numbers],
    ['Int', numbers],
  ]);
  for (const t of types) sorts.set(t, elementNames(t, instance.elements));
  return { sorts, values };
}
