/**
 * Is there a behaviour of an ordered service with these logs? Depth first over the few moves that
 * moves.ts offers; where more than one was offered and all failed, what the future depends on is
 * remembered. Complete: when it finds none, there is none.
 */
import { keyOf } from '@maat/spec-lang';
import type { State, Step } from '@maat/spec-lang';
import { fingerprint } from '../fingerprint.js';
import type { Log } from '../log.js';
import { Replay } from '../replay.js';
import type { Reached } from '../search.js';
import { movesFrom } from './moves.js';

import { NO_CREDIT } from './place.js';
import type { Move, Place, Taken } from './place.js';
import type { Surroundings } from './steps.js';

export type OrderedResult =
  | { readonly kind: 'explained'; readonly steps: number; readonly best: Reached }
  | { readonly kind: 'impossible'; readonly best: Reached }
  | { readonly kind: 'gave up'; readonly best: Reached }
  /** The behaviour that was found does not stand up to a replay; it says nothing. */
  | { readonly kind: 'not this way'; readonly best: Reached };

interface Node {
  readonly place: Place;
  readonly taken: readonly Taken[];
  readonly moves: readonly Move[];
  tried: number;
}

export function searchInOrder(
  around: Surroundings,
  logs: readonly Pick<Log, 'events'>[],
): OrderedResult {
  return new OrderedSearch(around, logs).run();
}

class OrderedSearch {
  private readonly around: Surroundings;
  private readonly logs: readonly Pick<Log, 'events'>[];
  private readonly path: Node[] = [];
  private readonly closed = new Set<string>();
  private best: Place | undefined;
  private hasFailed = false;

  constructor(around: Surroundings, logs: readonly Pick<Log, 'events'>[]) {
    this.around = around;
    this.logs = logs;
  }

  run(): OrderedResult {
    const { bench } = this.around;
    const frontier = this.logs.map(() => 0);
    for (const initial of bench.instance.initialStates()) {
      const [state, formed] = this.formViews(initial);
      const taken = formed.map((step) => ({ step }));
      this.push({ frontier, state, credit: frontier.map(() => NO_CREDIT) }, taken);
      if (this.dive()) return this.explained();
      this.path.length = 0;
    }
    const { best } = this;
    if (best === undefined) throw new Error('an automaton without initial states');
    return { kind: bench.isSpent ? 'gave up' : 'impossible', best };
  }

  /** Views may be formed before all else: nothing else can happen to a view before it is. */
  private formViews(initial: State): readonly [State, readonly Step[]] {
    const formed: Step[] = [];
    let state = initial;
    for (const { step } of this.logs.flatMap((log) => log.events)) {
      if (step.action !== 'view') continue;
      const forming = { action: 'newView', args: step.args.slice(1) };
      const [next] = this.around.bench.after(state, forming);
      if (next === undefined) continue;
      state = next;
      formed.push(forming);
    }
    return [state, formed];
  }

  /** True when the path on top of the stack explains everything. */
  private dive(): boolean {
    for (let node = this.path.at(-1); node !== undefined; node = this.path.at(-1)) {
      if (this.isWhole(node.place)) return true;
      if (this.around.bench.isSpent) return false;
      const move = node.moves[node.tried];
      node.tried += 1;
      if (move === undefined) this.close(node);
      else this.push(move.to, move.taken);
    }
    return false;
  }

  private close(node: Node): void {
    this.hasFailed = true;
    if (node.moves.length > 1) this.closed.add(this.keyOf(node.place));
    this.path.pop();
  }

  private push(place: Place, taken: readonly Taken[]): void {
    const moves = this.isWhole(place) ? [] : movesFrom(this.around, place);
    const isKnown = moves.length > 1 && this.hasFailed && this.closed.has(this.keyOf(place));
    if (explained(place) > explained(this.best)) this.best = place;
    this.path.push({ place, taken, moves: isKnown ? [] : moves, tried: 0 });
  }

  private isWhole(place: Place): boolean {
    return explained(place) === this.around.agenda.total;
  }

  /** The steps themselves, orphans where they belong, once more through the semantics: only that says yes. */
  private explained(): OrderedResult {
    const replay = new Replay(this.around.bench.instance);
    if (this.best === undefined) throw new Error('a path has an end');
    const fits = this.stepsInOrder().every((step) => replay.take(step));
    const { best } = this;
    return fits ? { kind: 'explained', steps: replay.steps, best } : { kind: 'not this way', best };
  }

  private stepsInOrder(): readonly Step[] {
    const steps: Step[] = [];
    for (const { step, before } of this.path.flatMap((node) => node.taken)) {
      if (before === undefined) steps.push(step);
      else steps.splice(steps.lastIndexOf(before), 0, step);
    }
    return steps;
  }

  private keyOf(place: Place): string {
    const { agenda, sight } = this.around;
    const views = new Set<string>();
    agenda.processes.forEach((process, lane) => {
      const events = this.logs[lane]?.events.slice(place.frontier[lane]) ?? [];
      const current = sight.viewOf(place.state, process);
      if (events.length > 0 && current !== undefined) views.add(keyOf(current));
      for (const { step } of events)
        if (step.action === 'view') views.add(keyOf(step.args[1] ?? ''));
    });
    const { frontier, credit, state } = place;
    const counts = credit.map((c) => c.count);
    return fingerprint(`${frontier.join(',')};${counts.join(',')};${sight.key(state, views)}`);
  }
}

function explained(place: Place | undefined): number {
  return place?.frontier.reduce((sum, n) => sum + n, 0) ?? -1;
}
