/**
 * Is there any behaviour of the service with these logs, whatever stands in their holes? The search
 * of complete traces, with all that may happen in a hole as further moves: when it comes to its end
 * without a behaviour, there is none within the scope.
 */
import { stateKey } from '@maat/spec-lang';
import type { State, Step } from '@maat/spec-lang';
import { fingerprint } from '../fingerprint.js';
import type { TraceEvent } from '../log.js';
import type { SearchTools } from '../search.js';
import type { Candidates } from './candidates.js';
import { isExtra } from './slots.js';
import type { EventSlot, Filling, Hole, HoleTrace, Slot } from './slots.js';

export interface HoleTools extends SearchTools {
  readonly candidates: Candidates;
}

/** How many slots of each log were passed, and the state after them. */
export interface HoleReached {
  readonly frontier: readonly number[];
  readonly state: State;
}

export type HoleSearchResult =
  | { readonly kind: 'explained'; readonly fillings: readonly Filling[]; readonly nodes: number }
  | {
      readonly kind: 'impossible' | 'gave up';
      readonly best: HoleReached;
      readonly nodes: number;
    };

export function searchHoles(tools: HoleTools, trace: HoleTrace, budget: number): HoleSearchResult {
  return new HoleSearch(tools, trace, budget).run();
}

interface Move extends HoleReached {
  /** The extra events that were taken, of those that may be missing at the ends of logs. */
  readonly extra: number;
  readonly filling?: Filling;
}

interface Node extends Move {
  readonly moves: Iterator<Move>;
  readonly passed: number;
}

class HoleSearch {
  private readonly tools: HoleTools;
  private readonly trace: HoleTrace;
  private readonly budget: number;
  /** Slots that must be passed; the extra ones need not be. */
  private readonly certain: readonly number[];
  private readonly spare: number;
  private readonly path: Node[] = [];
  private readonly closed = new Set<string>();
  private best: Node | undefined;
  private looks = 0;

  constructor(tools: HoleTools, trace: HoleTrace, budget: number) {
    this.tools = tools;
    this.trace = trace;
    this.budget = budget;
    this.certain = trace.logs.map((log) => log.slots.filter((slot) => !isExtra(slot)).length);
    this.spare = Math.max(0, ...trace.logs.map((log) => log.slots.filter(isExtra).length));
  }

  run(): HoleSearchResult {
    const frontier = this.trace.logs.map(() => 0);
    for (const state of this.tools.instance.initialStates()) {
      this.push({ frontier, state, extra: 0 });
      const found = this.dive();
      if (found) {
        const fillings = this.path.flatMap((node) => node.filling ?? []);
        return { kind: 'explained', fillings, nodes: this.looks };
      }
    }
    const { best, looks: nodes } = this;
    if (best === undefined) throw new Error('an automaton without initial states');
    return { kind: nodes >= this.budget ? 'gave up' : 'impossible', best, nodes };
  }

  /** True when the path on top of the stack passes every slot that must be passed. */
  private dive(): boolean {
    for (let node = this.path.at(-1); node !== undefined; node = this.path.at(-1)) {
      const { frontier } = node;
      if (this.certain.every((count, i) => (frontier[i] ?? 0) >= count)) return true;
      if (this.looks >= this.budget) return false;
      const move = node.moves.next();
      if (move.done === true) this.path.pop();
      else if (this.isNew(move.value)) this.push(move.value);
    }
    return false;
  }

  /** Closed when it is met: all that leads on from it is tried before anything beside it. */
  private isNew(move: Move): boolean {
    const { frontier, extra, state } = move;
    const key = fingerprint(`${frontier.join(',')};${String(extra)};${stateKey(state)}`);
    if (this.closed.has(key)) return false;
    this.closed.add(key);
    return true;
  }

  private push(move: Move): void {
    const passed = move.frontier.reduce((sum, n) => sum + n, 0);
    const node: Node = { ...move, passed, moves: this.movesFrom(move) };
    if (passed > (this.best?.passed ?? -1)) this.best = node;
    this.path.push(node);
  }

  /** What is known first, then what helps it, then holes, and last of all what may never have been. */
  private *movesFrom(at: Move): Generator<Move> {
    const next = this.trace.logs.flatMap(({ slots }, log) => {
      const slot = slots[at.frontier[log] ?? 0];
      return slot === undefined ? [] : [{ slot, log }];
    });
    const known = inOrder(
      next.flatMap(({ slot, log }) => (slot.kind === 'event' ? [{ slot, log }] : [])),
    );
    const { deadEnds, demand } = this.tools;
    if (known.some(({ slot }) => deadEnds.isDead(at.state, slot.event.step))) return;
    for (const { slot, log } of known) yield* this.eventMoves(at, slot.event, log);
    for (const { slot } of known) yield* this.internalMoves(at, demand.stepsFor(slot.event));
    const holes = next.flatMap(({ slot, log }) => (slot.kind === 'event' ? [] : [{ slot, log }]));
    for (const { slot, log } of holes) if (!isExtra(slot)) yield* this.holeMoves(at, slot, log);
    yield* this.internalMoves(at, demand.allInternal(at.state));
    for (const { slot, log } of holes)
      if (isExtra(slot) && at.extra < this.spare) yield* this.holeMoves(at, slot, log);
  }

  /** After the internal steps that it demands, where they make it possible at once. */
  private *eventMoves(at: Move, event: TraceEvent, log: number): Generator<Move> {
    for (const state of this.after(at.state, event.step)) yield past(at, log, state);
  }

  private *holeMoves(at: Move, hole: Hole, log: number): Generator<Move> {
    const extra = at.extra + (isExtra(hole) ? 1 : 0);
    for (const step of this.tools.candidates.for(hole, at.state)) {
      for (const state of this.after(at.state, step)) {
        yield { ...past(at, log, state), extra, filling: { hole, step } };
      }
    }
    if (hole.kind === 'missing' && hole.maybeSilent) {
      yield { ...past(at, log, at.state), filling: { hole, step: undefined } };
    }
  }

  private *internalMoves(at: Move, steps: readonly Step[]): Generator<Move> {
    const { frontier, extra } = at;
    for (const step of steps) {
      for (const state of this.after(at.state, step)) yield { frontier, extra, state };
    }
  }

  /** When the budget is spent nothing seems possible, so that every loop ends; the verdict knows. */
  private after(state: State, step: Step): readonly State[] {
    this.looks += 1;
    return this.looks > this.budget ? [] : this.tools.instance.post(state, step);
  }
}

function past({ frontier, extra }: Move, log: number, state: State): Move {
  return { frontier: frontier.map((n, i) => (i === log ? n + 1 : n)), extra, state };
}

interface NextEvent {
  readonly slot: EventSlot;
  readonly log: number;
}

function inOrder(next: readonly NextEvent[]): readonly NextEvent[] {
  const time = ({ slot }: { readonly slot: Slot }): number => slot.place.clock ?? slot.place.t;
  return next.toSorted((a, b) => time(a) - time(b));
}
