/** The events that may fill a hole in a state: what the service could do there, in the scope. */
import { equalValues, instantiate, SpecError } from '@maat/spec-lang';
import type { Action, Automaton, Definition, Instance, Scope, State, Step } from '@maat/spec-lang';
import { actionsFor } from './domain.js';
import type { Hole } from './slots.js';

export class Candidates {
  private readonly service: Automaton;
  private readonly byAction: ReadonlyMap<string, Instance>;
  /** Actions whose arguments are too many to be tried: what was found for them is not all there is. */
  readonly untried = new Set<string>();

  constructor(service: Automaton, scope: Scope, definitions: readonly Definition[]) {
    this.service = service;
    const external = service.signature.filter((a) => a.kind !== 'internal');
    this.byAction = new Map(
      external.map((a) => [a.name, instantiate(only(service, a), scope, { definitions })]),
    );
  }

  /** All that can happen there now. */
  for(hole: Hole, state: State): readonly Step[] {
    return actionsFor(hole, this.service).flatMap((action) =>
      this.enabled(action, state).filter((step) => fits(step, action, hole)),
    );
  }

  private enabled({ name }: Action, state: State): readonly Step[] {
    try {
      return this.byAction.get(name)?.enabled(state) ?? [];
    } catch (error) {
      if (!(error instanceof SpecError)) throw error;
      this.untried.add(name);
      return [];
    }
  }
}

/** An event happens at the process in whose log it stands, and with the arguments that are known. */
export function fits(step: Step, action: Action, hole: Hole): boolean {
  const isOwned = action.parameters[0]?.sort.kind === 'uninterpreted';
  if (isOwned && step.args[0] !== hole.place.process) return false;
  if (hole.kind === 'missing') return true;
  return hole.args.every((known, i) => {
    const value = step.args[i];
    return known === undefined || (value !== undefined && equalValues(known, value));
  });
}

/** The same automaton with no other action, so that enumerating its steps leaves all others out. */
function only(service: Automaton, action: Action): Automaton {
  return {
    ...service,
    signature: [action],
    transitions: service.transitions.filter((t) => t.action === action.name),
    tasks: [],
  };
}
