/**
 * Is what is left of a recorded run a run of the service, whatever is missing? A solver proposes what
 * may stand in the holes; what it proposes counts only when the whole trace that it makes is judged
 * to hold. That there is nothing is said only when all was tried that may be missing.
 */
import { EMPTY_SCOPE, instantiate } from '@maat/spec-lang';
import type { Automaton, Definition, Program, Scope } from '@maat/spec-lang';
import type { Cancellation, Solver } from '../../smt/query.js';
import { DeadEnds } from '../dead-ends.js';
import { Demand } from '../demand.js';
import { filledExcerpt } from '../excerpt.js';
import { familyOf } from '../family.js';
import { refineTrace } from '../refine.js';
import { stepShower } from '../show.js';
import type { Failure, TraceHolds, TraceRefuted, TraceVerdict } from '../verdict.js';
import { Candidates } from './candidates.js';
import { completedTexts } from './complete.js';
import { holeScope, unboundedHole } from './domain.js';
import { countFillings, fillingsOf } from './enumerate.js';
import { proposeFillings } from './propose.js';
import { searchHoles, type HoleSearchResult, type HoleTools } from './search.js';
import { certainHoles, filledTrace, knownTrace } from './slots.js';
import type { Filling, Hole, HoleTrace } from './slots.js';
import { furthest, type Furthest } from './stuck.js';
import type { FilledEvent, HoleVerdict } from './verdict.js';

export interface FillOptions {
  readonly scope?: Scope;
  readonly program?: Program;
  /** How many steps may be tried before the answer is `unknown`. */
  readonly budget?: number;
  /** Without one only the searches are there. */
  readonly solver?: Solver;
  readonly cancel?: Cancellation;
}

export async function fillTrace(
  trace: HoleTrace,
  service: Automaton,
  options: FillOptions = {},
): Promise<HoleVerdict> {
  return new Filler(trace, service, options).run();
}

const BUDGET = 200_000;
/** In a search through a longer trace fewer steps are tried. */
const EVENTS_AT_FULL_BUDGET = 20;

class Filler {
  private readonly trace: HoleTrace;
  private readonly service: Automaton;
  private readonly options: FillOptions;
  private readonly scope: Scope;
  private readonly definitions: readonly Definition[];
  private readonly budget: number;
  private readonly tools: HoleTools;
  /** How far the proposals came. */
  private readonly attempts: Furthest[] = [];

  constructor(trace: HoleTrace, service: Automaton, options: FillOptions) {
    this.trace = trace;
    this.service = service;
    this.options = options;
    this.budget = options.budget ?? BUDGET;
    const definitions = options.program?.definitions ?? [];
    const scope = holeScope(trace, service, options.scope ?? EMPTY_SCOPE, definitions);
    this.scope = scope;
    this.definitions = definitions;
    this.tools = {
      instance: instantiate(service, scope, { definitions }),
      demand: new Demand(service, scope, definitions),
      deadEnds: new DeadEnds(service, scope, definitions),
      candidates: new Candidates(service, scope, definitions),
    };
  }

  async run(): Promise<HoleVerdict> {
    const proposed = await this.propose();
    if (proposed !== undefined) return proposed;
    const isLinear = familyOf(this.service, this.options.program) !== undefined;
    const whole = isLinear ? this.tryAll() : undefined;
    if (whole !== undefined) return whole;
    const found = searchHoles(this.tools, this.trace, this.searchBudget());
    if (found.kind === 'explained') {
      const held = this.judge(found.fillings);
      if (held !== undefined) return held;
    }
    if (found.kind === 'impossible' && this.unbounded() === undefined)
      return this.refuted(found.best);
    return (isLinear ? undefined : this.tryAll()) ?? this.unknown(found);
  }

  /** A step costs as much as the state is large, and that grows with the trace. */
  private searchBudget(): number {
    const events = knownTrace(this.trace).reduce((sum, log) => sum + log.events.length, 0);
    return Math.ceil(this.budget / Math.max(1, events / EVENTS_AT_FULL_BUDGET));
  }

  private async propose(): Promise<HoleVerdict | undefined> {
    const { solver, cancel } = this.options;
    const { tools, service, scope, definitions, budget } = this;
    const asked = solver === undefined ? {} : { solver };
    const stop = cancel === undefined ? {} : { cancel };
    const desk = { ...tools, ...asked, ...stop, service, scope, definitions, budget };
    for await (const proposal of proposeFillings(this.trace, desk)) {
      if (proposal.kind === 'stuck') this.attempts.push(proposal.at);
      const held = proposal.kind === 'fillings' ? this.judge(proposal.fillings) : undefined;
      if (held !== undefined) return held;
    }
    return undefined;
  }

  /** The verdict on the completed trace, if it holds; once along the clocks that the fillings have, once without. */
  private judge(fillings: readonly Filling[]): HoleVerdict | undefined {
    for (const given of [fillings, fillings.map(({ hole, step }) => ({ hole, step }))]) {
      const verdict = this.refine(given);
      if (verdict.verdict === 'holds') return this.holds(verdict, given);
    }
    return undefined;
  }

  private refine(fillings: readonly Filling[]): TraceVerdict {
    const { program } = this.options;
    const { scope, budget } = this;
    const trace = filledTrace(this.trace, fillings);
    return refineTrace(trace, this.service, {
      scope,
      budget,
      ...(program === undefined ? {} : { program }),
    });
  }

  private holds(verdict: TraceHolds, fillings: readonly Filling[]): HoleVerdict {
    const show = stepShower(this.service);
    const events = fillings.flatMap(({ hole, step }): readonly FilledEvent[] => {
      if (step === undefined) return [];
      const { process, file, n } = hole.place;
      return [{ process, file, n, event: show(step), ...argumentsIn(hole) }];
    });
    const excerpt = filledExcerpt(filledTrace(this.trace, fillings), show);
    const completed = completedTexts(this.trace, this.service, fillings);
    return { ...verdict, filled: events.length, fillings: events, completed, excerpt };
  }

  /** Each whole trace, by the judges of whole traces; nothing when they are too many. */
  private tryAll(): HoleVerdict | undefined {
    const { trace, service, scope } = this;
    const events = knownTrace(trace).reduce((sum, log) => sum + log.events.length, 1);
    const count = countFillings(trace, service, scope);
    if (count * events > this.budget || this.unbounded() !== undefined) return undefined;
    let nearest: TraceRefuted | undefined;
    for (const fillings of fillingsOf(trace, service, scope)) {
      const verdict = this.refine(fillings);
      if (verdict.verdict === 'holds') return this.holds(verdict, fillings);
      if (verdict.verdict !== 'refuted') return undefined;
      if (nearest === undefined || verdict.explained > nearest.explained) nearest = verdict;
    }
    return nearest === undefined ? undefined : { ...nearest, holes: this.counts() };
  }

  private refuted(best: Furthest): HoleVerdict {
    return {
      verdict: 'refuted',
      method: 'search',
      ...this.figures(),
      ...this.failureAfter(best),
      holes: this.counts(),
    };
  }

  private unknown(found: HoleSearchResult): HoleVerdict {
    const { nodes } = found;
    const best = found.kind === 'explained' ? this.attempts[0] : found.best;
    return {
      verdict: 'unknown',
      nodes,
      ...this.figures(),
      holes: this.counts(),
      advice: this.unbounded() ?? ADVICE,
      ...(best === undefined ? {} : { furthest: this.failureAfter(best) }),
    };
  }

  /** A search that ran out of steps has not come as far as the attempts along the clocks, which tell more. */
  private failureAfter(best: Furthest): Failure {
    const far = ({ frontier }: Furthest): number => frontier.reduce((sum, n) => sum + n, 0);
    const [last] = [best, ...this.attempts].toSorted((a, b) => far(b) - far(a));
    return furthest(this.tools, this.trace, last ?? best);
  }

  private unbounded(): string | undefined {
    const [untried] = this.tools.candidates.untried;
    const found = unboundedHole(this.trace, this.service);
    return (
      found ?? (untried === undefined ? undefined : `${untried} has too many arguments to try`)
    );
  }

  private figures(): { events: number; members: number; views: number } {
    const known = knownTrace(this.trace).flatMap((log) => log.events);
    const views = new Set(
      known.filter((e) => e.step.action === 'view').map((e) => JSON.stringify(e.step.args[1])),
    );
    return { events: known.length, members: this.trace.logs.length, views: views.size };
  }

  private counts(): { certain: number; most: number } {
    return { certain: certainHoles(this.trace).length, most: this.trace.most };
  }
}

const ADVICE = '--budget allows more steps to be tried; fewer --holes leave less to try';

function argumentsIn(hole: Hole): { readonly unlogged?: readonly string[] } {
  if (hole.kind === 'missing') return {};
  return {
    unlogged: hole.action.parameters.flatMap((p, i) => (hole.args[i] === undefined ? p.name : [])),
  };
}
