/** Every way to fill the holes, without regard to what the service says: for judges of whole traces. */
import { domainOf, domainSize, SpecError } from '@maat/spec-lang';
import type { Action, Automaton, Scope, Step, Value } from '@maat/spec-lang';
import { actionsFor } from './domain.js';
import { certainHoles, holesOf, isExtra } from './slots.js';
import type { Filling, Hole, HoleTrace } from './slots.js';

/** How many there are; Infinity when they cannot be counted. */
export function countFillings(trace: HoleTrace, service: Automaton, scope: Scope): number {
  try {
    return holesOf(trace).reduce((n, hole) => n * countFor(hole, service, scope), 1);
  } catch (error) {
    if (error instanceof SpecError) return Infinity;
    throw error;
  }
}

/** Those that put nothing, or as few events as possible, into a hole come first. */
export function fillingsOf(
  trace: HoleTrace,
  service: Automaton,
  scope: Scope,
): Iterable<readonly Filling[]> {
  const choices = holesOf(trace).map((hole) => () => fillingsFor(hole, service, scope));
  return sensible(product(choices, 0), trace);
}

/** Without those that have more events beyond the ends of logs than may be missing, or a gap between these. */
function* sensible(
  all: Iterable<readonly Filling[]>,
  trace: HoleTrace,
): Iterable<readonly Filling[]> {
  const spare = trace.most - certainHoles(trace).length;
  for (const fillings of all) {
    const extra = fillings.filter((f) => isExtra(f.hole));
    const taken = extra.filter((f) => f.step !== undefined).length;
    const hasGap = extra.some((f, i) => isAfterNothing(f, extra[i - 1]));
    if (taken <= spare && !hasGap) yield fillings;
  }
}

function isAfterNothing(filling: Filling, before: Filling | undefined): boolean {
  const isSameLog = before?.hole.place.process === filling.hole.place.process;
  return isSameLog && before.step === undefined && filling.step !== undefined;
}

function* product(
  choices: readonly (() => Iterable<Filling>)[],
  from: number,
): Iterable<readonly Filling[]> {
  const first = choices[from];
  if (first === undefined) {
    yield [];
    return;
  }
  for (const filling of first()) {
    for (const rest of product(choices, from + 1)) yield [filling, ...rest];
  }
}

function countFor(hole: Hole, service: Automaton, scope: Scope): number {
  const steps = actionsFor(hole, service).reduce((sum, action) => {
    const sizes = action.parameters.map(({ sort }, i) =>
      knownArgument(hole, action, i) === undefined ? domainSize(sort, scope, service.span) : 1,
    );
    return sum + sizes.reduce((a, b) => a * b, 1);
  }, 0);
  return steps + (mayBeEmpty(hole) ? 1 : 0);
}

function mayBeEmpty(hole: Hole): boolean {
  return hole.kind === 'missing' && (hole.maybeSilent || isExtra(hole));
}

function* fillingsFor(hole: Hole, service: Automaton, scope: Scope): Iterable<Filling> {
  if (mayBeEmpty(hole)) yield { hole, step: undefined };
  for (const action of actionsFor(hole, service)) {
    const choices = action.parameters.map(({ sort }, i): readonly Value[] => {
      const known = knownArgument(hole, action, i);
      return known === undefined ? (domainOf(sort, scope, service.span) ?? []) : [known];
    });
    for (const args of rows(choices, 0)) yield { hole, step: { action: action.name, args } };
  }
}

function* rows(choices: readonly (readonly Value[])[], from: number): Iterable<Step['args']> {
  const first = choices[from];
  if (first === undefined) {
    yield [];
    return;
  }
  for (const value of first) for (const rest of rows(choices, from + 1)) yield [value, ...rest];
}

function knownArgument(hole: Hole, { parameters }: Action, i: number): Value | undefined {
  if (i === 0 && parameters[0]?.sort.kind === 'uninterpreted') return hole.place.process;
  return hole.kind === 'partial' ? hole.args[i] : undefined;
}
