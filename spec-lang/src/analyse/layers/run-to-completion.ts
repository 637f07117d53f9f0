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
import { equalSort } from '../../ir/equal.js';
import type { Bound, Expr } from '../../ir/expr.js';
import { freshName } from '../../ir/fresh-name.js';
import type { Automaton, Guard, StateVariable, Transition } from '../../ir/program.js';
import { BOOL, type Sort } from '../../ir/sort.js';
import { conjunction, equal, forAll, local } from '../infer/terms.js';

/** A layer in a composition. */
export interface Queued {
  /** The queue's name in the composition. */
  readonly queue: string;
  /** What takes the head of the queue, by the composition's names. */
  readonly emits: readonly string[];
  /** Of a layer with start handlers: the variable that tells whether they have run, and the action that runs them. */
  readonly start?: { readonly variable: string; readonly action: string };
}

export const RUN_TO_COMPLETION = 'Run to completion';

/**
 * Every step but the taking of an emitted event waits until nothing is queued; those named in
 * `crossing` only until nothing is queued at processes other than the one where they happen.
 */
export function runToCompletion(
  whole: Automaton,
  layers: readonly Queued[],
  crossing: ReadonlySet<string> = new Set(),
): Automaton {
  const taking = new Set(layers.flatMap((l) => l.emits));
  const queues = whole.states.filter((v) => layers.some((l) => l.queue === v.name));
  const guardsOf = (t: Transition): readonly Guard[] => {
    if (taking.has(t.action)) return [];
    const here = crossing.has(t.action) ? t.parameters[0] : undefined;
    const idle = queues.map((v) => nothingIn(v, here));
    return [
      ...guard(RUN_TO_COMPLETION, conjunction(idle), whole),
      ...guard('Started', conjunction(startedAt(t, whole, layers)), whole),
    ];
  };
  return {
    ...whole,
    transitions: whole.transitions.map((t) => ({ ...t, pre: [...guardsOf(t), ...t.pre] })),
  };
}

function guard(name: string, condition: Expr | undefined, { span }: Automaton): readonly Guard[] {
  return condition === undefined ? [] : [{ name, condition, span }];
}

/** A process starts before it hears or says anything. */
function startedAt(t: Transition, whole: Automaton, layers: readonly Queued[]): readonly Expr[] {
  const [process] = t.parameters;
  const starts = layers.flatMap((l) => (l.start ? [l.start] : []));
  if (process === undefined || starts.some((s) => s.action === t.action)) return [];
  return starts.flatMap(({ variable }) =>
    whole.states
      .filter((v) => v.name === variable && isAt(v.sort, process))
      .map(({ name, sort, span }): Expr => {
        const array: Expr = { kind: 'state', name, sort, span };
        const args = [array, local(process.name, process.sort, span)];
        return { kind: 'apply', op: 'index', args, sort: BOOL, span };
      }),
  );
}

function isAt(sort: Sort, { sort: process }: Bound): boolean {
  const [index] = sort.kind === 'array' ? sort.index : [];
  return index !== undefined && equalSort(index, process);
}

/** At no process, or at none but one. */
function nothingIn({ name, sort, span }: StateVariable, but?: Bound): Expr {
  if (sort.kind !== 'array') throw new TypeError(`${name} is no queue at each process`);
  const taken = new Set([but?.name ?? '']);
  const processes = sort.index.map((s) => ({ name: freshName('p', taken), sort: s }));
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
  const [process] = processes;
  const idle = equal(queue, nothing);
  if (but === undefined || process === undefined) return forAll(processes, idle);
  const here = equal(local(process.name, process.sort, span), local(but.name, but.sort, span));
  const condition: Expr = { kind: 'apply', op: 'or', args: [here, idle], sort: BOOL, span };
  return forAll(processes, condition);
}
