/**
 * Does a recorded run refine a service? First the layers' own word is tried, in one pass; where it
 * is missing or does not hold, the linear check of the multicast services; for services with one
 * log a view, a search view by view; for all others, the general search. Only a replay through the
 * reference semantics says yes.
 */
import { EMPTY_SCOPE, instantiate } from '@maat/spec-lang';
import type { Automaton, Program, Scope } from '@maat/spec-lang';
import { DeadEnds } from './dead-ends.js';
import { Demand } from './demand.js';
import { failureOf } from './failure.js';
import type { Finding } from './failure.js';
import { familyOf } from './family.js';
import { eventCount, filledCount } from './log.js';
import type { Trace } from './log.js';
import { judgeMulticast } from './multicast/judge.js';
import { orderedJudge } from './ordered/judge.js';
import type { OrderedVerdict } from './ordered/judge.js';
import { traceScope } from './scope.js';
import { searchBehaviour } from './search.js';
import type { SearchResult, SearchTools } from './search.js';
import { suspectIn } from './suspect.js';
import type { Furthest } from './suspect.js';
import type { Counts, Method, TraceHolds, TraceVerdict } from './verdict.js';
import { replayWitness } from './witness.js';
import type { WitnessResult } from './witness.js';

export interface RefineOptions {
  /** More elements of sorts than the trace mentions, and the values of the service's parameters. */
  readonly scope?: Scope;
  /** Where the service's parents are found; without it a service that extends another is searched. */
  readonly program?: Program;
  /** The methods that may be used; all, unless told. */
  readonly methods?: readonly Method[];
  /** How many steps the search may try before it answers `unknown`. */
  readonly budget?: number;
  /**
   * That the clocks are true, as those of a simulated world are: their order is one in which it could have happened. A service
   * without internal steps must allow each such order, so that nothing is left to be searched.
   */
  readonly areClocksTrue?: boolean;
}

const BUDGET = 200_000;

export function refineTrace(
  trace: Trace,
  service: Automaton,
  options: RefineOptions = {},
): TraceVerdict {
  const scope = traceScope(trace, service, options.scope ?? EMPTY_SCOPE);
  const definitions = options.program?.definitions ?? [];
  const tools = {
    instance: instantiate(service, scope, { definitions }),
    demand: new Demand(service, scope, definitions),
    deadEnds: new DeadEnds(service, scope, definitions),
  };
  const methods = options.methods ?? ['witness', 'linear', 'ordered', 'search'];
  const witness = methods.includes('witness')
    ? replayWitness(tools.instance, tools.demand, trace)
    : NONE;
  if (witness.kind === 'explained') return holds(trace, 'witness', witness.steps);
  if (witness.kind === 'stuck' && options.areClocksTrue === true && hidesNothing(service)) {
    const failure = failureOf(tools.instance, tools.demand, stuckWitness(trace, witness));
    return { verdict: 'refuted', method: 'witness', ...counts(trace), ...failure };
  }
  if (methods.includes('linear')) {
    const verdict = linear(tools, trace, service, options.program, witness);
    if (verdict !== undefined) return verdict;
  }
  const budget = options.budget ?? BUDGET;
  if (methods.includes('ordered')) {
    const judge = orderedJudge({ ...tools, service, program: options.program, scope, definitions });
    const result = judge?.(trace, budget);
    if (judge !== undefined && result !== undefined && result.kind !== 'not this way') {
      const furthest: Furthest = (logs, most) => judge(logs, most).best;
      return verdictOf('ordered', tools, furthest, trace, result, witness);
    }
  }
  const furthest: Furthest = (logs, most) => searchBehaviour(tools, logs, most).best;
  const result = searchBehaviour(tools, trace, budget);
  return verdictOf('search', tools, furthest, trace, result, witness);
}

const NONE: WitnessResult = { kind: 'no witness' };

function hidesNothing({ signature }: Automaton): boolean {
  return signature.every((action) => action.kind !== 'internal');
}

function linear(
  tools: SearchTools,
  trace: Trace,
  service: Automaton,
  program: Program | undefined,
  witness: WitnessResult,
): TraceVerdict | undefined {
  const family = familyOf(service, program);
  if (family === undefined) return undefined;
  const suspect = witness.kind === 'stuck' ? witness.at.process : undefined;
  const result = judgeMulticast(tools.instance, family, trace, suspect);
  switch (result.kind) {
    case 'explained':
      return holds(trace, 'linear', result.steps);
    case 'impossible': {
      const failure = failureOf(tools.instance, tools.demand, result.finding);
      return { verdict: 'refuted', method: 'linear', ...counts(trace), ...failure };
    }
    case 'not this way':
      return undefined;
  }
}

function verdictOf(
  method: 'ordered' | 'search',
  tools: SearchTools,
  furthest: Furthest,
  trace: Trace,
  result: SearchResult | Exclude<OrderedVerdict, { readonly kind: 'not this way' }>,
  witness: WitnessResult,
): TraceVerdict {
  if (result.kind === 'explained') return holds(trace, method, result.steps);
  const finding =
    witness.kind === 'stuck'
      ? stuckWitness(trace, witness)
      : suspectIn(furthest, inputsOf(tools), trace, result.best);
  const failure = failureOf(tools.instance, tools.demand, finding);
  const { nodes } = result;
  if (result.kind === 'impossible')
    return { verdict: 'refuted', method, ...counts(trace), ...failure };
  const reason = failure.candidates.length === 0 ? NOT_SEEN : failure.reason;
  return { verdict: 'unknown', method, nodes, ...counts(trace), ...failure, reason };
}

function inputsOf({ instance }: SearchTools): ReadonlySet<string> {
  const { signature } = instance.automaton;
  return new Set(signature.filter((a) => a.kind === 'input').map((a) => a.name));
}

const NOT_SEEN = 'this is as far as the search came; nothing speaks against the event there';

function stuckWitness(trace: Trace, witness: Extract<WitnessResult, { kind: 'stuck' }>): Finding {
  const { at, frontier, state } = witness;
  return { trace, at, frontier, state, next: [at], related: [] };
}

function holds(trace: Trace, method: Method, steps: number): TraceHolds {
  return { verdict: 'holds', method, steps, ...counts(trace) };
}

function counts(trace: Trace): Counts {
  const views = new Set<string>();
  for (const { step } of trace.flatMap((log) => log.events)) {
    if (step.action === 'view') views.add(JSON.stringify(step.args[1]));
  }
  const filled = filledCount(trace);
  const basic = { events: eventCount(trace), members: trace.length, views: views.size };
  return filled === 0 ? basic : { ...basic, filled };
}
