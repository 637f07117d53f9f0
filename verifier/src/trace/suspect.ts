/**
 * After a search that found no behaviour: which of the events at which the logs are stuck is wrong?
 * The one without which the others come furthest.
 */
import type { Finding } from './failure.js';
import type { Trace, TraceEvent } from './log.js';
import { searchBehaviour } from './search.js';
import type { Reached, SearchTools } from './search.js';

/** States to look at for each event under suspicion. */
const BUDGET = 5_000;

export function suspectIn(tools: SearchTools, trace: Trace, best: Reached): Finding {
  const stuck = trace.flatMap((log, i) => log.events[best.frontier[i] ?? 0] ?? []);
  const trials = stuck.map((event) => ({ event, reached: withoutRest(tools, trace, event) }));
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

/** How far all logs come when this one ends before the event. */
function withoutRest(tools: SearchTools, trace: Trace, event: TraceEvent): Reached {
  const logs = trace.map((log) => ({
    events:
      log.process === event.process ? log.events.slice(0, log.events.indexOf(event)) : log.events,
  }));
  return searchBehaviour(tools, logs, BUDGET).best;
}

function total(reached: Reached): number {
  return reached.frontier.reduce((sum, n) => sum + n, 0);
}
