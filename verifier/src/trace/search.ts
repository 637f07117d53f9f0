/**
 * Is there any behaviour of the service with these logs? A depth-first search over (how far each
 * log is explained, state of the service) that remembers what failed. It follows the logs' clocks
 * first, so a good trace is found with little or no going back, and tries everything before it
 * says no.
 */
import { stateKey } from '@maat/spec-lang';
import type { Instance, State, Step } from '@maat/spec-lang';
import type { DeadEnds } from './dead-ends.js';
import type { Demand } from './demand.js';
import { fingerprint } from './fingerprint.js';
import type { Log, TraceEvent } from './log.js';

/** The furthest that the search came: how many events of each log, and the state after them. */
export interface Reached {
  readonly frontier: readonly number[];
  readonly state: State;
}

export type SearchResult =
  | {
      readonly kind: 'explained';
      readonly steps: number;
      readonly best: Reached;
      readonly nodes: number;
    }
  | { readonly kind: 'impossible'; readonly best: Reached; readonly nodes: number }
  | { readonly kind: 'gave up'; readonly best: Reached; readonly nodes: number };

export interface SearchTools {
  readonly instance: Instance;
  readonly demand: Demand;
  readonly deadEnds: DeadEnds;
}

export function searchBehaviour(
  tools: SearchTools,
  logs: readonly Pick<Log, 'events'>[],
  budget: number,
): SearchResult {
  return new Search(tools, logs, budget).run();
}

interface Node extends Reached {
  readonly moves: Iterator<Reached & { readonly internal: boolean }>;
  readonly explained: number;
}

/** How many internal steps ahead the search looks on purpose before it tries all. */
const DEEPER: readonly number[] = [2, 3];

class Search {
  private readonly tools: SearchTools;
  private readonly logs: readonly Pick<Log, 'events'>[];
  private readonly budget: number;
  private readonly total: number;
  private readonly path: Node[] = [];
  private readonly closed = new Set<string>();
  private best: Node | undefined;
  /** How often a state was asked for the states after a step. */
  private looks = 0;
  private hasFailed = false;

  constructor(tools: SearchTools, logs: readonly Pick<Log, 'events'>[], budget: number) {
    this.tools = tools;
    this.logs = logs;
    this.budget = budget;
    this.total = logs.reduce((sum, log) => sum + log.events.length, 0);
  }

  run(): SearchResult {
    const frontier = this.logs.map(() => 0);
    for (const state of this.tools.instance.initialStates()) {
      this.push({ frontier, state });
      if (this.dive() || this.looks >= this.budget) break;
    }
    const { best, looks: nodes } = this;
    if (best === undefined) throw new Error('an automaton without initial states');
    if (best.explained === this.total) {
      return { kind: 'explained', steps: this.path.length - 1, best, nodes };
    }
    return { kind: nodes >= this.budget ? 'gave up' : 'impossible', best, nodes };
  }

  /** True when the path on top of the stack explains everything. */
  private dive(): boolean {
    for (let node = this.path.at(-1); node !== undefined; node = this.path.at(-1)) {
      if (node.explained === this.total) return true;
      if (this.looks >= this.budget) return false;
      const move = node.moves.next();
      if (move.done === true) {
        this.closed.add(keyOfNode(node));
        this.hasFailed = true;
        this.path.pop();
      } else if (this.isNew(move.value)) this.push(move.value);
    }
    return false;
  }

  /** Keys are costly where states are big, so none is made before something has failed. */
  private isNew(move: Reached & { readonly internal: boolean }): boolean {
    if (!move.internal && !this.hasFailed) return true;
    const key = keyOfNode(move);
    if (this.closed.has(key)) return false;
    if (move.internal) this.closed.add(key);
    return true;
  }

  private push(reached: Reached): void {
    const explained = reached.frontier.reduce((sum, n) => sum + n, 0);
    const node: Node = { ...reached, explained, moves: this.movesFrom(reached) };
    if (explained > (this.best?.explained ?? -1)) this.best = node;
    this.path.push(node);
  }

  private *movesFrom(at: Reached): Generator<Reached & { readonly internal: boolean }> {
    const { deadEnds, demand } = this.tools;
    const next = this.nextEvents(at.frontier);
    if (next.some((event) => deadEnds.isDead(at.state, event.step))) return;
    for (const event of next) {
      const states = this.after(at.state, event.step);
      if (states.length === 0) yield* this.enabling(at, event, 1);
      for (const state of states) yield this.advance(at, event, state);
    }
    for (const depth of DEEPER) {
      for (const event of next) yield* this.enabling(at, event, depth);
    }
    for (const event of next) yield* this.internalMoves(at, demand.stepsFor(event));
    yield* this.internalMoves(at, demand.allInternal(at.state));
  }

  /** Internal steps from which the event is `depth` demanded steps away, the step itself counted. */
  private *enabling(
    at: Reached,
    event: TraceEvent,
    depth: number,
  ): Generator<Reached & { readonly internal: boolean }> {
    for (const step of this.tools.demand.stepsFor(event)) {
      for (const state of this.after(at.state, step)) {
        if (this.canReach(state, event, depth - 1)) {
          yield { frontier: at.frontier, state, internal: true };
        }
      }
    }
  }

  private canReach(state: State, event: TraceEvent, depth: number): boolean {
    const { demand } = this.tools;
    if (depth === 0) return this.after(state, event.step).length > 0;
    return demand
      .stepsFor(event)
      .some((step) => this.after(state, step).some((s) => this.canReach(s, event, depth - 1)));
  }

  private *internalMoves(
    at: Reached,
    steps: readonly Step[],
  ): Generator<Reached & { readonly internal: boolean }> {
    for (const step of steps) {
      for (const state of this.after(at.state, step)) {
        yield { frontier: at.frontier, state, internal: true };
      }
    }
  }

  /** When the budget is spent nothing seems possible, so that every loop ends; the verdict knows. */
  private after(state: State, step: Step): readonly State[] {
    this.looks += 1;
    return this.looks > this.budget ? [] : this.tools.instance.post(state, step);
  }

  private advance(
    at: Reached,
    event: TraceEvent,
    state: State,
  ): Reached & { readonly internal: boolean } {
    const frontier = at.frontier.map((n, i) => (this.logs[i]?.events[n] === event ? n + 1 : n));
    return { frontier, state, internal: false };
  }

  private nextEvents(frontier: readonly number[]): readonly TraceEvent[] {
    const next = this.logs.flatMap((log, i) => log.events[frontier[i] ?? 0] ?? []);
    return next.sort((a, b) => (a.clock ?? a.t) - (b.clock ?? b.t));
  }
}

function keyOfNode(node: Reached): string {
  return fingerprint(`${node.frontier.join(',')};${stateKey(node.state)}`);
}
