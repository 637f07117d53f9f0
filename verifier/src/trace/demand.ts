/**
 * Internal steps that could enable an event: those whose arguments the event itself supplies, by
 * sort, and then those of other processes, which an event need not name. Demand comes first because it finds the behaviour fast; `allInternal` is what
 * completeness needs when demand has not helped.
 */
import { instantiate } from '@maat/spec-lang';
import type {
  Action,
  Automaton,
  Definition,
  Instance,
  Scope,
  Sort,
  State,
  Step,
  Value,
} from '@maat/spec-lang';
import type { TraceEvent } from './log.js';

export class Demand {
  private readonly actions: ReadonlyMap<string, Action>;
  private readonly internal: readonly Action[];
  private readonly known = new Map<TraceEvent, readonly Step[]>();
  private readonly internalOnly: Instance;
  private readonly scope: Scope;

  constructor(service: Automaton, scope: Scope, definitions: readonly Definition[]) {
    this.scope = scope;
    this.actions = new Map(service.signature.map((action) => [action.name, action]));
    this.internal = service.signature.filter((action) => action.kind === 'internal');
    this.internalOnly = instantiate(onlyInternal(service), scope, { definitions });
  }

  stepsFor(event: TraceEvent): readonly Step[] {
    const known = this.known.get(event);
    if (known !== undefined) return known;
    const action = this.actions.get(event.step.action);
    const steps = action === undefined ? [] : this.demandedBy(action, event.step);
    this.known.set(event, steps);
    return steps;
  }

  private demandedBy(action: Action, step: Step): readonly Step[] {
    const named = this.internal.flatMap((i) => fill(i, action, step));
    const elsewhere = this.internal.flatMap((i) => this.atEveryProcess(i, action, step));
    return [...named, ...elsewhere];
  }

  /** The steps of an internal action with no other parameter than the process, but those that `fill` gives. */
  private atEveryProcess(internal: Action, external: Action, step: Step): readonly Step[] {
    const [parameter, ...others] = internal.parameters;
    const sort = parameter?.sort;
    if (sort?.kind !== 'uninterpreted' || others.length > 0) return [];
    if (external.parameters[0] === undefined || !sameSort(external.parameters[0].sort, sort))
      return [];
    const processes = this.scope.sorts.get(sort.name) ?? [];
    return processes.flatMap((p) =>
      step.args.includes(p) ? [] : [{ action: internal.name, args: [p] }],
    );
  }

  allInternal(state: State): readonly Step[] {
    return this.internal.length === 0 ? [] : this.internalOnly.enabled(state);
  }
}

/** The same automaton without its external actions, so that enumerating steps leaves users out. */
function onlyInternal(service: Automaton): Automaton {
  return {
    ...service,
    signature: service.signature.filter((action) => action.kind === 'internal'),
    transitions: service.transitions.filter((transition) => transition.kind === 'internal'),
    tasks: [],
  };
}

/** Every way to take the internal action's arguments from those of the event. */
function fill(internal: Action, external: Action, step: Step): readonly Step[] {
  let partial: readonly (readonly Value[])[] = [[]];
  for (const parameter of internal.parameters) {
    const fitting = external.parameters.flatMap((p, i) => {
      const value = step.args[i];
      return value !== undefined && sameSort(p.sort, parameter.sort) ? [value] : [];
    });
    partial = partial.flatMap((args) => fitting.map((value) => [...args, value]));
  }
  return partial.map((args) => ({ action: internal.name, args }));
}

function sameSort(a: Sort, b: Sort): boolean {
  if (a.kind !== b.kind) return false;
  if ('name' in a && 'name' in b) return a.name === b.name;
  if (a.kind === 'array' || a.kind === 'map') return JSON.stringify(a) === JSON.stringify(b);
  return 'of' in a && 'of' in b ? sameSort(a.of, b.of) : true;
}
