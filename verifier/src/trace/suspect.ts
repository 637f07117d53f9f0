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
/** So many events later the first that is wrong is looked for. */
const FURTHER = 12;

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
  const trials = stuck.map((event) =>
    onwards(furthest, inputs, trace, {
      event,
      reached: furthest(withoutRest(trace, event, inputs), BUDGET),
    }),
  );
  trials.sort((a, b) => total(b.reached) - total(a.reached) || a.event.t - b.event.t);
  const [chosen] = trials;
  if (chosen === undefined) throw new Error('nothing is stuck, so everything is explained');
  const { event: at, reached } = chosen;
  const others = stuck.filter((e) => e !== at);
  const ended = total(reached) >= total(best) ? reached : best;
  return {
    trace,
    at,
    frontier: explained(ended, trace, at),
    state: ended.state,
    next: ended === best ? [at, ...others] : [at],
    related: [],
  };
}

/** Nothing of its own log is explained from the event on, though its user was heard beyond it. */
function explained({ frontier }: Reached, trace: Trace, at: TraceEvent): readonly number[] {
  return frontier.map((n, i) => {
    const end = trace[i]?.events.indexOf(at) ?? -1;
    return end < 0 ? n : Math.min(n, end);
  });
}

interface Trial {
  readonly event: TraceEvent;
  /** How far all come when its log ends before it. */
  readonly reached: Reached;
}

/**
 * Where a search is stuck may be before what is wrong: of an order that was guessed, what does not
 * fit shows early. As long as the log can be explained beyond the event, with more of the others,
 * it is a later one that is wrong.
 */
function onwards(
  furthest: Furthest,
  inputs: ReadonlySet<string>,
  trace: Trace,
  from: Trial,
): Trial {
  const place = trace.findIndex((log) => log.process === from.event.process);
  const events = trace[place]?.events ?? [];
  const later = events
    .slice(events.indexOf(from.event) + 1)
    .filter((e) => !inputs.has(e.step.action));
  let last = from;
  for (const event of later.slice(0, FURTHER)) {
    const reached = furthest(withoutRest(trace, event, inputs), BUDGET);
    const isWhole = (reached.frontier[place] ?? 0) >= events.indexOf(event);
    if (!isWhole || total(reached) <= total(last.reached)) return last;
    last = { event, reached };
  }
  return last;
}

/** What this process says ends before the event; its user goes on asking. */
function withoutRest(
  trace: Trace,
  event: TraceEvent,
  inputs: ReadonlySet<string>,
): Parameters<Furthest>[0] {
  return trace.map(({ process, events }) => {
    const end = events.indexOf(event);
    const kept = events.filter((e, i) => end < 0 || i < end || inputs.has(e.step.action));
    return { process, events: kept };
  });
}

function total(reached: Reached): number {
  return reached.frontier.reduce((sum, n) => sum + n, 0);
}
