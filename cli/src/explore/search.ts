// What `maat explore` looks for in the states of an automaton, and what it found.
import type { Automaton, Instance, Scope, Simulation } from '@maat/spec-lang';
import {
  checkRefinement,
  checkSimulation,
  explore,
  scopeText,
  UNBOUNDED,
  withBudget,
  type Budget,
  type ExploreResult,
  type RefinementResult,
  type SearchOptions,
  type SimulationResult,
} from '@maat/verifier';
import { guarded, makeInstance, pickAutomaton, readScope } from '../input/automaton.js';
import { refuseBudget } from '../input/budget.js';
import { invariantsOf, type NamedCondition } from '../input/invariants.js';
import type { Specification } from '../input/specification.js';
import type { Verdict } from '../outcome.js';
import type { Context } from '../session.js';

export interface Wishes {
  readonly automaton?: string;
  readonly scope: string;
  readonly inputs?: Budget;
  readonly depth?: number;
  readonly limit: number;
  readonly refines?: string;
  readonly deadlock?: boolean;
}

/** A search and what it looked for: the automaton's invariants, or its refinement of another. */
export interface Search {
  readonly instance: Instance;
  readonly abstract?: Instance;
  /** Of the forward simulation that shows the refinement; without one, traces were compared. */
  readonly simulation?: string;
  readonly invariants: readonly NamedCondition[];
  readonly scope: string;
  readonly result: ExploreResult | RefinementResult | SimulationResult;
}

/** The invariants of the automaton and the simulations from it, or the one refinement asked for. */
export function searchAll(
  context: Context,
  specification: Specification,
  wishes: Wishes,
): readonly Search[] {
  const automaton = pickAutomaton(context, specification, wishes.automaton);
  const known = simulationsFrom(specification, automaton.name);
  const { refines } = wishes;
  const look = new Look(context, specification, wishes, automaton);
  if (refines === undefined) return [look.forInvariants(), ...known.map((s) => look.along(s))];
  const abstract = pickAutomaton(context, specification, refines);
  const simulation = known.find((s) => s.to === abstract.name);
  return [simulation === undefined ? look.forTraces(abstract) : look.along(simulation)];
}

/** A result of a search in which nothing ever happened says nothing. */
export function verdictOf({ result }: Search): Verdict {
  return result.verdict === 'holds' && isIdle(result) ? 'unknown' : result.verdict;
}

export function isIdle({ actions }: Search['result']): boolean {
  return [...actions.values()].every((times) => times === 0);
}

/** Those that stand in the file itself. */
function simulationsFrom({ program, file }: Specification, name: string): readonly Simulation[] {
  return program.units
    .filter((u) => u.kind === 'simulation')
    .filter((u) => u.direction === 'forward' && u.from === name && u.file === file);
}

class Look {
  readonly #context: Context;
  readonly #specification: Specification;
  readonly #wishes: Wishes;
  readonly #automaton: Automaton;
  readonly #budget: Budget;

  constructor(
    context: Context,
    specification: Specification,
    wishes: Wishes,
    automaton: Automaton,
  ) {
    this.#context = context;
    this.#specification = specification;
    this.#wishes = wishes;
    this.#automaton = automaton;
    this.#budget = wishes.inputs ?? UNBOUNDED;
    refuseBudget(automaton, this.#budget);
  }

  forInvariants(): Search {
    const scope = this.#scope([this.#automaton]);
    const instance = this.#instance(scope);
    const invariants = invariantsOf(this.#specification.program, this.#automaton.name);
    const deadlock = this.#wishes.deadlock === true;
    const result = this.#guarded(() =>
      explore(instance, { ...this.#options(), invariants, deadlock }),
    );
    return { instance, invariants, scope: this.#scopeText(scope), result };
  }

  forTraces(other: Automaton): Search {
    const scope = this.#scope([this.#automaton, other]);
    const instance = this.#instance(scope);
    const abstract = makeInstance(this.#context, this.#specification, other, scope);
    const result = this.#guarded(() => checkRefinement(instance, abstract, this.#options()));
    return { instance, abstract, invariants: [], scope: this.#scopeText(scope), result };
  }

  along(simulation: Simulation): Search {
    const other = pickAutomaton(this.#context, this.#specification, simulation.to);
    const scope = this.#scope([this.#automaton, other]);
    const instance = this.#instance(scope);
    const abstract = makeInstance(this.#context, this.#specification, other, scope);
    const { definitions } = this.#specification.program;
    const result = this.#guarded(() =>
      checkSimulation(instance, abstract, simulation, { ...this.#options(), definitions }),
    );
    const text = this.#scopeText(scope);
    return {
      instance,
      abstract,
      simulation: simulation.name,
      invariants: [],
      scope: text,
      result,
    };
  }

  #scope(automata: readonly Automaton[]): Scope {
    return readScope(this.#context, automata, this.#wishes.scope, 2);
  }

  #scopeText(scope: Scope): string {
    return scopeText(scope, this.#budget);
  }

  #instance(scope: Scope): Instance {
    const instance = makeInstance(this.#context, this.#specification, this.#automaton, scope);
    return withBudget(instance, this.#budget);
  }

  #guarded<T>(work: () => T): T {
    return guarded(this.#context, this.#specification, work);
  }

  #options(): SearchOptions {
    const { limit, depth } = this.#wishes;
    const { progress } = this.#context;
    return {
      limit,
      ...(depth === undefined ? {} : { depth }),
      onProgress: (f) => {
        progress.tick(
          () =>
            `${f.distinct} distinct states, depth ${f.depth}, ${f.queued} to expand, ${rate(this.#context, f.distinct)}`,
        );
      },
    };
  }
}

export function rate({ progress }: Context, states: number): string {
  const seconds = progress.seconds();
  return seconds > 0 ? `${Math.round(states / seconds)} states/s` : 'too fast to tell';
}
