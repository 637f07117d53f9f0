// A theorem of a specification: what it claims, what it is about, and the questions that prove it.
import {
  caseTask,
  finiteWays,
  Inexpressible,
  simulationCases,
  simulationJudge,
  type Claim,
  type InvariantClaim,
  type SimulationClaim,
  type Task,
} from '@maat/verifier';
import {
  findAutomaton,
  positionOf,
  steppedLayer,
  Unsteppable,
  type Automaton,
  type Scope,
  type Span,
} from '@maat/spec-lang';
import { BadInput } from '../failure.js';
import type { Specification } from '../input/specification.js';

export interface Theorem {
  readonly claim: Claim;
  /** The automata that it is about; each of them names it. */
  readonly about: readonly string[];
  readonly tasks: () => readonly Task[];
  /** What it takes for granted, such as the lemmas that an earlier step's relation gives. */
  readonly restsOn?: readonly Claim[];
  /** What is searched when it cannot be proved. */
  readonly matter?: Matter;
}

/** An automaton with invariants, or two with a simulation, in small instances, the smallest first. */
export interface Matter {
  readonly claim: InvariantClaim | SimulationClaim;
  readonly scopes: readonly (() => Scope)[];
  readonly weights?: ReadonlyMap<string, number>;
}

/** A layer is taken apart into steps: what its claims speak of. */
export function inSteps(specification: Specification, name: string): Automaton {
  const { program } = specification;
  const layer = program.units.find((u) => u.kind === 'layer' && u.name === name);
  if (layer?.kind !== 'layer') return findAutomaton(program, name);
  try {
    return steppedLayer(program, layer);
  } catch (failure) {
    if (!(failure instanceof Unsteppable)) throw failure;
    throw placed(
      specification,
      failure.span,
      `cannot be taken apart into steps: ${failure.message}`,
    );
  }
}

/** Steps are also tried in finite instances, where what is false has a counterexample that can be shown. */
export function provable(claim: Claim, about: SimulationClaim): readonly Task[] {
  return simulationCases(about).map((c) => {
    const finite = finiteWays(claim.name, c, simulationJudge(about, c));
    return caseTask(claim, c, c.name === 'start' ? [] : finite);
  });
}

/** What the logic has no words for is the specification's matter, and is told with its place. */
export function expressed(
  specification: Specification,
  make: () => readonly Task[],
): readonly Task[] {
  try {
    return make();
  } catch (failure) {
    if (!(failure instanceof Inexpressible)) throw failure;
    throw placed(specification, failure.span, `cannot be told to a solver: ${failure.construct}`);
  }
}

function placed({ sources }: Specification, { file, start }: Span, message: string): BadInput {
  const text = sources.find((s) => s.file === file)?.text ?? '';
  const { line, column } = positionOf(text, start);
  return new BadInput(message, `${file}:${line}:${column}`);
}
