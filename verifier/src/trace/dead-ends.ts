/**
 * Events that can never happen any more: a conjunct of the guard is false, and nothing that may
 * come before the event can change it. For it reads only positions of sequences that only grow, and
 * what the process's own steps write: its next event is this one, and its internal steps that
 * write there are stuck for the same kind of reason. The search need not look beyond a state with
 * such an event.
 */
import { BOOL, instantiate } from '@maat/spec-lang';
import type {
  Action,
  Automaton,
  Definition,
  Guard,
  Instance,
  Scope,
  State,
  Step,
  Transition,
  Value,
} from '@maat/spec-lang';
import { frozenGuards } from './frozen.js';
import { writersOf } from './writers.js';

/** A conjunct that stays as it is; the step `name` is possible when it is false. Undefined is not false. */
interface Refusal {
  readonly name: string;
  /** Internal clauses that could change what it reads. */
  readonly disturbers: readonly Transition[];
}

export class DeadEnds {
  private readonly clauses: ReadonlyMap<string, readonly Transition[]>;
  private readonly refusals = new Map<Transition, readonly Refusal[]>();
  private readonly instance: Instance;

  constructor(service: Automaton, scope: Scope, definitions: readonly Definition[]) {
    const writers = writersOf(service);
    const signature: Action[] = [];
    const transitions: Transition[] = [];
    const clauses = new Map<string, Transition[]>();
    for (const transition of service.transitions) {
      clauses.set(transition.action, [...(clauses.get(transition.action) ?? []), transition]);
      const found = frozenGuards(transition, writers).map(({ guard, reads }): Refusal => {
        const name = `refusal${transitions.length}`;
        const { parameters, span, doc } = transition;
        signature.push({ name, kind: 'output', parameters, span });
        const head = { action: name, kind: 'output', parameters, locals: [], doc, span } as const;
        transitions.push({ ...head, pre: [negated(guard)], eff: [] });
        return { name, disturbers: reads.flatMap((variable) => writers.internal(variable)) };
      });
      this.refusals.set(transition, found);
    }
    this.clauses = clauses;
    this.instance = instantiate({ ...service, signature, transitions, tasks: [] }, scope, {
      definitions,
    });
  }

  /** Whether the step, the next of its process, can happen in no state that is reachable before it. */
  isDead(state: State, step: Step): boolean {
    const clauses = this.clauses.get(step.action) ?? [];
    const output = clauses.every((clause) => clause.kind === 'output');
    return output && clauses.every((clause) => this.isStuck(state, clause, step.args, []));
  }

  /** What is `assumed` to be stuck may be: the first of them to move would need another one to have moved before. */
  private isStuck(
    state: State,
    clause: Transition,
    args: readonly Value[],
    assumed: readonly Transition[],
  ): boolean {
    if (assumed.includes(clause)) return true;
    return (this.refusals.get(clause) ?? []).some(
      ({ name, disturbers }) =>
        this.instance.post(state, { action: name, args }).length > 0 &&
        disturbers.every(
          (other) =>
            other.parameters.length === 1 &&
            this.isStuck(state, other, args.slice(0, 1), [...assumed, clause]),
        ),
    );
  }
}

function negated(guard: Guard): Guard {
  const { condition, span } = guard;
  return { ...guard, condition: { kind: 'apply', op: 'not', args: [condition], sort: BOOL, span } };
}
