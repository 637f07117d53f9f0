/**
 * How a behaviour of an ordered service may go on: few steps, but enough of them that if there is
 * any behaviour from here, there is one that begins with one of these. What commutes with all that
 * can come before it is taken at once. Of the rest, one view is looked at at a time, the earliest:
 * what its members do there touches nobody else.
 */
import { compareValues } from '@maat/spec-lang';
import type { State, Value } from '@maat/spec-lang';
import type { TraceEvent } from '../log.js';
import type { Move, Place } from './place.js';
import { Steps } from './steps.js';
import type { Surroundings } from './steps.js';

/** None: there is no behaviour from here. */
export function movesFrom(around: Surroundings, place: Place): readonly Move[] {
  return new Moves(around, place).all();
}

class Moves {
  private readonly around: Surroundings;
  private readonly steps: Steps;
  private readonly place: Place;
  private readonly lanes: readonly number[];

  constructor(around: Surroundings, place: Place) {
    this.around = around;
    this.steps = new Steps(around);
    this.place = place;
    this.lanes = around.agenda.processes.map((_, lane) => lane);
  }

  all(): readonly Move[] {
    const atOnce = this.prompt() ?? this.opening() ?? this.forcedObservation();
    if (atOnce !== undefined) return atOnce;
    const { state } = this.place;
    const { deadEnds } = this.around;
    const next = this.lanes.flatMap((lane) => this.next(lane) ?? []);
    if (next.some((event) => deadEnds.isDead(state, event.step))) return [];
    const view = this.earliestView();
    return view === undefined ? [] : this.inView(view);
  }

  /** An event that may as well happen now; outside of all views nothing else can happen to its process. */
  private prompt(): readonly Move[] | undefined {
    for (const lane of this.lanes) {
      const event = this.next(lane);
      if (event === undefined) continue;
      const outside = this.viewOf(lane) === undefined;
      if (!outside && !this.around.form.prompt.has(event.step.action)) continue;
      const moves = this.steps.advance(lane, event, this.place);
      if (moves.length > 0 || outside) return moves;
    }
    return undefined;
  }

  private opening(): readonly Move[] | undefined {
    const openers = this.around.form.openers.map((c) => c.transition.action);
    for (const lane of this.lanes) {
      const view = this.viewOf(lane);
      if (view === undefined || this.around.sight.logLength(this.place.state, view) > 0) continue;
      const moves = this.steps.internal(lane, openers, this.place);
      if (moves.length > 0) return moves;
    }
    return undefined;
  }

  /** A silent observation without which the process's next event is not possible. */
  private forcedObservation(): readonly Move[] | undefined {
    for (const lane of this.lanes) {
      const event = this.next(lane);
      if (event === undefined || !this.around.form.awaitsObserving.has(event.step.action)) continue;
      const moves = this.steps.observeSilently(lane, this.place);
      if (moves.length > 0 && this.steps.advance(lane, event, this.place).length === 0)
        return moves;
    }
    return undefined;
  }

  private earliestView(): Value | undefined {
    const views = this.lanes.flatMap((lane) =>
      this.next(lane) === undefined ? [] : (this.viewOf(lane) ?? []),
    );
    return views.sort(compareValues)[0];
  }

  private inView(view: Value): readonly Move[] {
    const members = this.lanes.filter((lane) => {
      const own = this.viewOf(lane);
      return own !== undefined && compareValues(own, view) === 0;
    });
    const length = this.around.sight.logLength(this.place.state, view);
    if (members.some((lane) => this.wantsMore(lane, view, length)))
      return this.appending(members, view, length);
    if (this.around.form.orphans.anything) return this.anything(members);
    return this.goingOn(members) ?? this.departing(members);
  }

  /** Whether the process will observe more than the log holds. */
  private wantsMore(lane: number, view: Value, length: number): boolean {
    const { agenda } = this.around;
    const count = agenda.observationCount(lane, this.place.frontier);
    return count > 0 && this.firstPosition(lane, view) + count > length;
  }

  /** Where in the log the process's next visible observation stands. */
  private firstPosition(lane: number, view: Value): number {
    const { sight } = this.around;
    return Math.max(
      sight.observed(this.place.state, this.steps.process(lane), view),
      this.around.form.offset,
    );
  }

  /**
   * The log must grow: by an update that those who observe it agree with. Only processes that
   * can make one, now or after events of their own, matter until then.
   */
  private appending(members: readonly number[], view: Value, length: number): readonly Move[] {
    const fits = (state: State): boolean =>
      members.every((lane) => this.agrees(lane, state, view, length));
    const updates: Move[] = [];
    const events: Move[] = [];
    for (const lane of members) {
      const own = this.steps.updatesBy(lane, this.place, fits);
      updates.push(...own);
      if (own.length > 0 || this.willUpdate(lane, fits)) events.push(...this.onItsOwn(lane));
    }
    return [...updates, ...events];
  }

  /** Whether the process can still observe what its log says at this position. */
  private agrees(lane: number, after: State, view: Value, position: number): boolean {
    const { agenda, deadEnds, sight } = this.around;
    const at = position - this.firstPosition(lane, view);
    const event = agenda.observation(lane, this.place.frontier, at);
    if (event === undefined || !this.around.form.pinned.has(event.step.action)) return true;
    const state = sight.asIfObserved(after, this.steps.process(lane), view, position);
    return !deadEnds.isDead(state, event.step);
  }

  /** Whether events of its own may bring the process to a fitting update, before it needs the log to grow. */
  private willUpdate(lane: number, fits: (s: State) => boolean): boolean {
    let place: Place | undefined = this.place;
    for (;;) {
      const event: TraceEvent | undefined = this.steps.next(lane, place);
      if (event === undefined || this.isDeparture(event)) return false;
      if (this.steps.observeSilently(lane, place).length > 0) return true;
      place = this.steps.advance(lane, event, place)[0]?.to;
      if (place === undefined) return false;
      if (this.steps.updatesBy(lane, place, fits).length > 0) return true;
    }
  }

  /** Every step of the members, where it is not known what orphans may do. */
  private anything(members: readonly number[]): readonly Move[] {
    const staying = members.flatMap((lane) => [
      ...this.ownEvent(lane),
      ...this.steps.observeSilently(lane, this.place),
      ...this.steps.updatesBy(lane, this.place, () => true),
    ]);
    return [...staying, ...members.flatMap((lane) => this.departure(lane))];
  }

  /** The log need not grow any more, so a member with an event to come here is on its own. */
  private goingOn(members: readonly number[]): readonly Move[] | undefined {
    const lane = members.find((l) => {
      const event = this.next(l);
      return event !== undefined && !this.isDeparture(event);
    });
    return lane === undefined ? undefined : this.onItsOwn(lane);
  }

  /** The next event, if it comes in this view, or a silent observation before it. */
  private onItsOwn(lane: number): readonly Move[] {
    const event = this.next(lane);
    if (event === undefined || this.isDeparture(event)) return [];
    return [...this.ownEvent(lane), ...this.steps.observeSilently(lane, this.place)];
  }

  /** In any order, so in this one. */
  private departing(members: readonly number[]): readonly Move[] {
    const lane = members.find((l) => this.next(l) !== undefined);
    return lane === undefined
      ? []
      : [...this.departure(lane), ...this.steps.observeSilently(lane, this.place)];
  }

  private ownEvent(lane: number): readonly Move[] {
    const event = this.next(lane);
    if (event === undefined || this.isDeparture(event)) return [];
    return this.steps.advance(lane, event, this.place);
  }

  private departure(lane: number): readonly Move[] {
    const event = this.next(lane);
    if (event === undefined || !this.isDeparture(event)) return [];
    return this.steps.advance(lane, event, this.place);
  }

  private isDeparture(event: TraceEvent): boolean {
    return event.step.action === 'view' || event.step.action === 'leave';
  }

  private next(lane: number): TraceEvent | undefined {
    return this.steps.next(lane, this.place);
  }

  private viewOf(lane: number): Value | undefined {
    return this.steps.viewOf(lane, this.place);
  }
}
