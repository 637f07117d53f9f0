/**
 * Run to completion: what a handler emits is taken before anything else happens. A run begins with
 * a stimulus, an event that no layer emitted: a timer, a word from below or from above, the start.
 *
 * At run time a process has one queue of work, first in, first out; it takes the next stimulus
 * when the queue is empty, and nobody else sees a process in the middle of a run. So no step of
 * another process and no timer comes between a handler and what it emitted. For one layer over its
 * service more is claimed: what the service says to the layer does not come between either. That
 * is so up to the order of steps that commute: a service must be able to say after it has taken
 * an event whatever it could have said to that process before (LANGUAGE.md, Layers).
 */
import type { Expr } from '../../ir/expr.js';
import type { Automaton, Guard, StateVariable } from '../../ir/program.js';
import { conjunction, equal, forAll, local } from '../infer/terms.js';

/** A layer in a composition. */
export interface Queued {
  /** The queue's name in the composition. */
  readonly queue: string;
  /** What takes the head of the queue, by the composition's names. */
  readonly emits: readonly string[];
}

export const RUN_TO_COMPLETION = 'Run to completion';

/** Every step but the taking of an emitted event waits until nothing is queued. */
export function runToCompletion(whole: Automaton, layers: readonly Queued[]): Automaton {
  const taking = new Set(layers.flatMap((l) => l.emits));
  const queues = whole.states.filter((v) => layers.some((l) => l.queue === v.name));
  const condition = conjunction(queues.map((v) => nothingIn(v)));
  if (condition === undefined) return whole;
  const guard: Guard = { name: RUN_TO_COMPLETION, condition, span: whole.span };
  return {
    ...whole,
    transitions: whole.transitions.map((t) =>
      taking.has(t.action) ? t : { ...t, pre: [guard, ...t.pre] },
    ),
  };
}

/** At no process. */
function nothingIn({ name, sort, span }: StateVariable): Expr {
  if (sort.kind !== 'array') throw new TypeError(`${name} is no queue at each process`);
  const processes = sort.index.map((s, i) => ({ name: `p${String(i)}`, sort: s }));
  const queue: Expr = {
    kind: 'apply',
    op: 'index',
    args: [
      { kind: 'state', name, sort, span },
      ...processes.map((p) => local(p.name, p.sort, span)),
    ],
    sort: sort.of,
    span,
  };
  const nothing: Expr = { kind: 'apply', op: 'empty', args: [], sort: sort.of, span };
  return forAll(processes, equal(queue, nothing));
}
