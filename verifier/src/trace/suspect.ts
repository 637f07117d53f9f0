/**
 * After a search that found no behaviour: which of the events at which the logs are stuck is wrong?
 * The one without which the others come furthest.
 */
import type { Finding } from './failure.js';
import type { Trace, TraceEvent } from './log.js';
import type { Reached } from './search.js';

/** How far a search comes with these logs, in so many steps. */
export type Furthest = (
  logs: readonly Pick<Trace[number], 'process' | 'events'>[],
  budget: number,
) => Reached;

/** Steps for each event under suspicion. */
const BUDGET = 5_000;

/** What a user asks for can always happen: of a log, what the process says after that is under suspicion. */
export function suspectIn(
  furthest: Furthest,
  inputs: ReadonlySet<string>,
  trace: Trace,
  best: Reached,
): Finding {
  const stuck = trace.flatMap(({ events }, i) => {
    const rest = events.slice(best.frontier[i] ?? 0);
    return rest.find((e) => !inputs.has(e.step.action)) ?? rest[0] ?? [];
  });
  const trials = stuck.map((event) => ({
    event,
    reached: furthest(withoutRest(trace, event), BUDGET),
  }));
  trials.sort((a, b) => total(b.reached) - total(a.reached) || a.event.t - b.event.t);
  const [chosen] = trials;
  if (chosen === undefined) throw new Error('nothing is stuck, so everything is explained');
  const { event: at, reached } = chosen;
  const others = stuck.filter((e) => e !== at);
  const ended = total(reached) >= total(best) ? reached : best;
  return {
    trace,
    at,
    frontier: ended.frontier,
    state: ended.state,
    next: ended === best ? [at, ...others] : [at],
    related: [],
  };
}

/** This log ends before the event. */
function withoutRest(trace: Trace, event: TraceEvent): Parameters<Furthest>[0] {
  return trace.map((log) =>
    log.process === event.process
      ? { process: log.process, events: log.events.slice(0, log.events.indexOf(event)) }
      : log,
  );
}

function total(reached: Reached): number {
  return reached.frontier.reduce((sum, n) => sum + n, 0);
}
