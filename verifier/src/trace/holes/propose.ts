/**
 * Fillings proposed along the order that the clocks give. The reference semantics replays what is
 * known; where a hole stands, or an event does not follow, the solver is asked about the stretch from
 * a hole before it up to there. Later events may contradict what a hole was filled with: then the
 * stretch grows to hold them, and at last the holes before it.
 */
import { SpecError } from '@maat/spec-lang';
import type { Action, Instance, State, Step } from '@maat/spec-lang';
import type { Cancellation, Solver } from '../../smt/query.js';
import { Inexpressible } from '../../smt/encode/inexpressible.js';
import { TooLarge } from '../../smt/finite/instance.js';
import type { Demand } from '../demand.js';
import type { TraceEvent } from '../log.js';
import { successors } from '../replay.js';
import { actionsFor, ownerSorts, type FillScope } from './domain.js';
import { clocked, pendingHoles, planFor, type HoleItem, type Item } from './plan.js';
import { isExtra } from './slots.js';
import type { Furthest } from './stuck.js';
import type { Filling, Hole, HoleTrace } from './slots.js';
import { windowQuestions, type Effort, type Way, type WindowQuestion } from './window.js';

export interface ProposalDesk extends FillScope {
  readonly instance: Instance;
  readonly demand: Demand;
  readonly solver?: Solver;
  readonly cancel?: Cancellation;
  /** Steps of the search that may be spent in each order. */
  readonly budget: number;
}

/** A step of a stretch is worth so many of a search. */
const STEPS_FOR_ONE = 10;

/** Fillings, to be judged; or how far it went along an order in which nothing was found. */
export type Proposal =
  | { readonly kind: 'fillings'; readonly fillings: readonly Filling[] }
  | { readonly kind: 'stuck'; readonly at: Furthest };

/** None is certain. */
export async function* proposeFillings(
  trace: HoleTrace,
  desk: ProposalDesk,
): AsyncGenerator<Proposal> {
  if (desk.solver === undefined) return;
  for (const lateness of ['late', 'early'] as const)
    yield new Guide(planFor(trace, lateness), trace, desk, desk.solver).run();
}

/** An item that was passed: where it began, and the steps that were taken for it. */
interface Passed {
  readonly before: readonly State[];
  readonly steps: readonly Step[];
  readonly after: readonly State[];
}

/** Longer stretches are more than a solver should be asked about. */
const LONGEST = 100;

/** An output fits only where the state allows it, an input nearly everywhere: so an output that fits says more. */
function likelihood({ action }: Way[number]): number {
  return action.kind === 'output' ? 0 : 1;
}

class Guide {
  private items: readonly Item[];
  private readonly trace: HoleTrace;
  private readonly desk: ProposalDesk;
  private readonly solver: Solver;
  private readonly actions: ReadonlyMap<string, Action>;
  private passed: readonly Passed[] = [];
  private readonly spent = new Set<Hole>();
  private readonly effort: Effort;

  constructor(items: readonly Item[], trace: HoleTrace, desk: ProposalDesk, solver: Solver) {
    this.items = items;
    this.trace = trace;
    this.desk = desk;
    this.solver = solver;
    this.effort = { left: Math.ceil(desk.budget / STEPS_FOR_ONE) };
    this.actions = new Map(desk.service.signature.map((a) => [a.name, a]));
  }

  async run(): Promise<Proposal> {
    while (this.passed.length < this.items.length) {
      const next = this.followed() ?? (await this.resolved());
      const isOver = this.desk.cancel?.aborted === true || this.effort.left < 0;
      if (next === undefined || isOver) return { kind: 'stuck', at: this.reached() };
      this.passed = next;
    }
    const filled = new Map(this.items.flatMap((item, i) => this.filled(item, i)));
    return { kind: 'fillings', fillings: clocked(this.items, filled) };
  }

  private reached(): Furthest {
    const passed = this.items.slice(0, this.passed.length);
    const slots = passed.filter((item) => item.kind === 'hole' || !item.isHint).map(processOf);
    const frontier = this.trace.logs.map((log) => slots.filter((p) => p === log.process).length);
    const [state] = this.states;
    if (state === undefined) throw new TypeError('what was passed leaves a state');
    return { frontier, state };
  }

  private get states(): readonly State[] {
    return this.passed.at(-1)?.after ?? this.desk.instance.initialStates();
  }

  /** The step of the service that the hole holds: of what was taken there, the one that is no internal step. */
  private filled(item: Item, i: number): readonly (readonly [Hole, Step | undefined])[] {
    if (item.kind === 'event') return [];
    const steps = this.passed[i]?.steps ?? [];
    return [[item.hole, steps.find((s) => this.actions.get(s.action)?.kind !== 'internal')]];
  }

  /** Past the next item, where it is an event that follows. */
  private followed(): readonly Passed[] | undefined {
    const item = this.items[this.passed.length];
    if (item?.kind !== 'event') return undefined;
    const { states: before } = this;
    for (const help of this.helps(item.event, item.isHint)) {
      const steps = [...help, item.event.step];
      const after = this.along(before, steps);
      if (after.length > 0) return [...this.passed, { before, steps, after }];
    }
    return item.isHint ? [...this.passed, { before, steps: [], after: before }] : undefined;
  }

  /** Internal steps that may have to come before an event: none, one or two that it calls for. */
  private helps(event: TraceEvent, isHint: boolean): readonly (readonly Step[])[] {
    if (isHint) return [[]];
    const steps = this.desk.demand.stepsFor(event);
    const two = steps.flatMap((first) => steps.map((second) => [first, second]));
    return [[], ...steps.map((s) => [s]), ...two];
  }

  private along(states: readonly State[], steps: readonly Step[]): readonly State[] {
    return steps.reduce((all, step) => successors(this.desk.instance, all, step), states);
  }

  /** Past the next item with holes filled anew; nothing where no stretch that ends there allows it. */
  private async resolved(): Promise<readonly Passed[] | undefined> {
    const at = this.passed.length;
    for (const { items, from } of this.stretches(at)) {
      const end =
        at + 1 + (items.length - this.items.length) + (isMoved(items, this.items) ? 1 : 0);
      const isTooMuch = end - from > LONGEST || this.effort.left < 0;
      const found = isTooMuch ? undefined : await this.solved(items, from, end);
      if (found === undefined) continue;
      this.items = items;
      for (const item of items.slice(0, end)) if (item.kind === 'hole') this.spent.add(item.hole);
      return found;
    }
    return undefined;
  }

  /** A hole put before the item; or from a hole that was passed on, the nearest first. */
  private *stretches(
    at: number,
  ): Iterable<{ readonly items: readonly Item[]; readonly from: number }> {
    if (this.items[at]?.kind === 'event') {
      for (const { hole, at: place } of pendingHoles(this.items, at)) {
        const without = this.items.toSpliced(place, 1);
        yield { items: without.toSpliced(at, 0, { kind: 'hole', hole }), from: at };
      }
      for (const holes of this.extraHoles(at)) {
        const added = holes.map((hole): HoleItem => ({ kind: 'hole', hole }));
        yield { items: this.items.toSpliced(at, 0, ...added), from: at };
      }
    }
    for (let from = at; from >= 0; from--) {
      if (this.items[from]?.kind === 'hole') yield { items: this.items, from };
    }
  }

  /** The next events that may have been behind the end of each log which the plan has passed: one, two or three. */
  private extraHoles(at: number): readonly (readonly Hole[])[] {
    const isLeft = (process: string): boolean =>
      this.items.slice(at).some((item) => processOf(item) === process);
    const used = [...this.spent].filter(isExtra).length;
    const left = this.trace.logs.flatMap(({ process, slots }) => {
      const all = slots.filter((slot): slot is Hole => isExtra(slot));
      const open = all.filter((hole) => !this.spent.has(hole)).slice(0, all.length - used);
      return isLeft(process) ? [] : [open];
    });
    return [1, 2, 3].flatMap((count) =>
      left.filter((open) => open.length >= count).map((open) => open.slice(0, count)),
    );
  }

  private async solved(
    items: readonly Item[],
    from: number,
    end: number,
  ): Promise<readonly Passed[] | undefined> {
    const start = this.passed[from]?.before ?? this.states;
    const places = items.slice(from, end).map((item, i) => this.waysPast(item, from + i, end));
    for (const state of start.slice(0, 2)) {
      const questions = windowQuestions(this.desk, state, places, this.effort);
      for (let asked = 0; asked < MOST_QUESTIONS; asked++) {
        const question = nextOf(questions);
        if (question === undefined || this.desk.cancel?.aborted === true) break;
        const steps = await this.answer(question);
        const passed = steps === undefined ? undefined : this.replayed(start, steps);
        if (passed !== undefined) return [...this.passed.slice(0, from), ...passed];
      }
    }
    return undefined;
  }

  private async answer({ query, steps }: WindowQuestion) {
    const [answer] = await this.solver.solve(query, SETTINGS, this.desk.cancel);
    return answer?.kind === 'sat' ? steps(answer.values) : undefined;
  }

  /** The reference semantics has the last word on what a model says. */
  private replayed(
    start: readonly State[],
    steps: readonly (readonly Step[])[],
  ): readonly Passed[] | undefined {
    let before = start;
    const passed: Passed[] = [];
    for (const taken of steps) {
      const after = this.along(before, taken);
      if (after.length === 0) return undefined;
      passed.push({ before, steps: taken, after });
      before = after;
    }
    return passed;
  }

  private waysPast(item: Item, at: number, end: number): readonly Way[] {
    if (item.kind === 'hole') return this.waysThrough(item);
    const isLast = at === end - 1;
    const known = isLast ? undefined : this.passed[at]?.steps;
    if (known !== undefined) return [known.map((step) => this.open(step))];
    if (item.isHint) return [[this.open(item.event.step)], []];
    return this.helps(item.event, false).map((help) =>
      [...help, item.event.step].map((step) => this.open(step)),
    );
  }

  /** Each event that may stand there, alone or after an internal step of its process; or such a step by itself. */
  private waysThrough({ hole }: HoleItem): readonly Way[] {
    const { service } = this.desk;
    const owners = ownerSorts(service);
    const owned = (action: Action): Way[number] => ({
      action,
      args: action.parameters.map(({ sort }, i) =>
        i === 0 && sort.kind === 'uninterpreted' && owners.has(sort.name)
          ? hole.place.process
          : undefined,
      ),
    });
    const events = actionsFor(hole, service).map((action): Way[number] =>
      hole.kind === 'partial' ? { action, args: hole.args } : owned(action),
    );
    const internal = service.signature.filter((a) => a.kind === 'internal').map(owned);
    const after = events.flatMap((event) => internal.map((step) => [step, event]));
    const alone = events.toSorted((a, b) => likelihood(a) - likelihood(b)).map((event) => [event]);
    // Where internal steps have lines of their own, one before the event was another line.
    const isSilent = hole.kind === 'missing' && hole.maybeSilent;
    return isSilent ? [...alone, ...internal.map((step) => [step]), []] : [...alone, ...after];
  }

  private open(step: Step): Way[number] {
    const action = this.actions.get(step.action);
    if (action === undefined) throw new TypeError(`no action ${step.action}`);
    return { action, args: step.args };
  }
}

/** A hole was put before where it stood: there are as many items, in another order. */
function isMoved(items: readonly Item[], before: readonly Item[]): boolean {
  return items !== before && items.length === before.length;
}

/** What cannot be asked in this way is left to the searches. */
function nextOf(questions: Iterator<WindowQuestion>): WindowQuestion | undefined {
  try {
    const next = questions.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    if (error instanceof TooLarge || error instanceof Inexpressible) return undefined;
    if (error instanceof SpecError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Of a stretch with very many ways these are asked about. */
const MOST_QUESTIONS = 300;

function processOf(item: Item): string {
  return item.kind === 'hole' ? item.hole.place.process : item.event.process;
}

const SETTINGS = { options: {}, rlimit: 20_000_000, timeoutMs: 20_000, seed: 0 };
