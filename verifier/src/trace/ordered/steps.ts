/** Single steps of an ordered service from some place on, for the process of a lane. */
import type { State, Step, Value } from '@maat/spec-lang';
import type { DeadEnds } from '../dead-ends.js';
import type { TraceEvent } from '../log.js';
import type { Agenda } from './agenda.js';
import type { Bench } from './bench.js';
import type { OrderedForm } from './form.js';
import { NO_CREDIT } from './place.js';
import type { Credit, Move, Place, Taken } from './place.js';
import type { Sight } from './sight.js';

export interface Surroundings {
  readonly form: OrderedForm;
  readonly bench: Bench;
  readonly deadEnds: DeadEnds;
  readonly sight: Sight;
  readonly agenda: Agenda;
}

export class Steps {
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  next(lane: number, from: Place): TraceEvent | undefined {
    return this.around.agenda.next(lane, from.frontier);
  }

  viewOf(lane: number, from: Place): Value | undefined {
    return this.around.sight.viewOf(from.state, this.process(lane));
  }

  process(lane: number): string {
    return this.around.agenda.processes[lane] ?? '';
  }

  /** Updates that are possible, requests at the head of the queue passed over as earlier orphans included. */
  updatesBy(lane: number, from: Place, fits: (s: State) => boolean): readonly Move[] {
    const process = this.process(lane);
    const moves: Move[] = [];
    let tried: readonly { state: State; taken: readonly Taken[] }[] = [
      { state: from.state, taken: [] },
    ];
    const { count, departure } = from.credit[lane] ?? NO_CREDIT;
    for (let left = count; tried.length > 0; left--) {
      for (const { state, taken } of tried)
        moves.push(...this.updatesAfter(lane, { ...from, state }, taken, fits));
      if (left <= 0 || departure === undefined) break;
      tried = tried.flatMap(({ state, taken }) =>
        this.around.bench.orphans(state, process).map((orphan) => ({
          state: orphan.state,
          taken: [...taken, { step: orphan.step, before: departure }],
        })),
      );
    }
    return moves;
  }

  private updatesAfter(
    lane: number,
    from: Place,
    orphans: readonly Taken[],
    fits: (s: State) => boolean,
  ): readonly Move[] {
    const actions = new Set(this.around.form.updates.map((c) => c.transition.action));
    const credit = from.credit.map((c, i) => (i === lane ? NO_CREDIT : c));
    return [...actions].flatMap((action) => {
      const step = { action, args: [this.process(lane)] };
      return this.around.bench
        .after(from.state, step)
        .filter(fits)
        .map((state) => ({
          to: { ...from, state, credit },
          taken: [...orphans, { step }],
        }));
    });
  }

  observeSilently(lane: number, from: Place): readonly Move[] {
    const { sight } = this.around;
    const process = this.process(lane);
    const view = sight.viewOf(from.state, process);
    const observed = view === undefined ? 0 : sight.observed(from.state, process, view);
    if (view === undefined || observed >= sight.logLength(from.state, view)) return [];
    const actions = new Set(this.around.form.silent.map((c) => c.transition.action));
    return this.internal(lane, [...actions], from);
  }

  internal(lane: number, actions: readonly string[], from: Place): readonly Move[] {
    return actions.flatMap((action) =>
      this.take({ action, args: [this.process(lane)] }, from, from.frontier, from.credit),
    );
  }

  advance(lane: number, event: TraceEvent, from: Place): readonly Move[] {
    const frontier = from.frontier.map((n, i) => (i === lane ? n + 1 : n));
    const credit = from.credit.map((c, i) =>
      i === lane ? this.creditAfter(lane, event, from) : c,
    );
    return this.take(event.step, from, frontier, credit);
  }

  /** Who leaves a view whose log has begun may have left there as orphans whatever it still had queued. */
  private creditAfter(lane: number, event: TraceEvent, from: Place): Credit {
    const { sight } = this.around;
    const { queue } = this.around.form.orphans;
    const process = this.process(lane);
    const view = sight.viewOf(from.state, process);
    const before = from.credit[lane] ?? NO_CREDIT;
    if (event.step.action !== 'view' || queue === undefined || view === undefined) return before;
    if (sight.logLength(from.state, view) === 0) return before;
    return { count: sight.queueLength(from.state, queue, process), departure: event.step };
  }

  private take(
    step: Step,
    from: Place,
    frontier: readonly number[],
    credit: readonly Credit[],
  ): readonly Move[] {
    return this.around.bench
      .after(from.state, step)
      .map((state) => ({ to: { frontier, state, credit }, taken: [{ step }] }));
  }
}
