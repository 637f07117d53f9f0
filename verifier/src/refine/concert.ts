/**
 * A patient environment for random runs. It lets what was begun come to its end before it begins
 * something else, tells others what it told one of them, and takes things that have an order one
 * after the other. Left to chance alone, processes agree too seldom to go through several views together.
 */
import {
  keyOf,
  stateKey,
  type Instance,
  type Random,
  type Scheduler,
  type State,
  type Step,
} from '@maat/spec-lang';
import { Latecomers } from './latecomers.js';

export interface ConcertOptions {
  /** Actions that begin something: inputs, timers, whims of the service below. */
  readonly beginnings: ReadonlySet<string>;
  /** How often an action is to be taken; what waits for nothing but its turn has 1 or nothing. */
  readonly weights: ReadonlyMap<string, number>;
  /** So many of the variables, the last ones, only count what came. */
  readonly counters: number;
}

/** Chooses in concert with earlier steps, and now and then as `choose` would. */
export function inConcert(
  instance: Instance,
  random: Random,
  choose: Scheduler,
  options: ConcertOptions,
): Scheduler {
  const concert = new Concert(instance, random, options);
  return (state) => concert.next(state, choose);
}

/** One in so many steps is a solo: in a run one or the other. */
const SOLOS = [3, 12];
/** One in so many times something is taken, or said, once more although it was before. */
const ENCORES = 6;
/** One in so many solos may be of what is not next in order. */
const LEAPS = 4;
/** One in so many times others are not told at once what one was told. */
const PAUSES = 3;
/** What is said to nobody in particular is said so much oftener: nobody repeats it. */
const SAID = 3;
const ATTEMPTS = 4;
const SCALE = 1000;

class Concert {
  private readonly instance: Instance;
  private readonly random: Random;
  private readonly options: ConcertOptions;
  private readonly solos: number;
  /** The place of each element in its sort. */
  private readonly places: ReadonlyMap<string, { readonly sort: string; readonly at: number }>;
  /** How many elements of a sort have been spoken of. */
  private readonly used = new Map<string, number>();
  /** What was said to somebody; by whatever action, as a view is first prepared for and then entered. */
  private readonly themes = new Set<string>();
  private readonly played = new Set<string>();
  /** The last state that was looked at, and its name. */
  private before: { readonly state?: State; readonly name: string } = { name: '' };
  /** What was said last that others may be told, too. */
  private last = '';
  private readonly late: Latecomers;

  constructor(instance: Instance, random: Random, options: ConcertOptions) {
    this.instance = instance;
    this.random = random;
    this.options = options;
    this.solos = random.pick(SOLOS);
    const owed = [...options.weights].filter(([a, w]) => w < 1 && !options.beginnings.has(a));
    this.late = new Latecomers(
      random,
      owed.map(([action]) => action),
    );
    this.places = new Map(
      [...instance.scope.sorts].flatMap(([sort, names]) =>
        names.map((name, at) => [name, { sort, at }] as const),
      ),
    );
  }

  next(state: State, choose: Scheduler): Step | undefined {
    const solo = this.isChance(this.solos) ? choose(state) : undefined;
    const step =
      solo !== undefined && this.isInOrder(solo) ? solo : (this.tutti(state) ?? choose(state));
    if (step !== undefined) this.remember(step);
    return step;
  }

  /** Whoever leaps ahead in what has an order leaves little to come after it. */
  private isInOrder(step: Step): boolean {
    return !this.options.beginnings.has(step.action) || this.isNext(step) || this.isChance(LEAPS);
  }

  /** What goes on; where nothing does, a beginning. */
  private tutti(state: State): Step | undefined {
    const enabled = this.instance.enabled(state);
    const begins = enabled.filter((s) => this.options.beginnings.has(s.action));
    const own = enabled.filter((s) => !this.options.beginnings.has(s.action));
    const fresh = own.filter((s) => this.isDue(s) || this.isNew(s));
    return (
      this.effective(state, fresh) ??
      (this.isChance(ENCORES) ? this.effective(state, own) : undefined) ??
      this.beginning(state, begins)
    );
  }

  /** It waits for nothing but its turn. */
  private isDue({ action }: Step): boolean {
    return (this.options.weights.get(action) ?? 1) >= 1;
  }

  private isNew(step: Step): boolean {
    const name = nameOf(step);
    return !this.played.has(name) && this.late.isThere(step.action, name);
  }

  /** The last word, told to somebody else, or something of another kind. */
  private beginning(state: State, begins: readonly Step[]): Step | undefined {
    const echo = begins.filter((s) => this.last === lineOf(s) && !this.played.has(nameOf(s)));
    const again = this.isChance(PAUSES) ? undefined : this.effective(state, echo);
    if (again !== undefined) return again;
    const actions = this.tickets(begins);
    for (let i = 0; i < ATTEMPTS; i += 1) {
      const action = this.drawn(actions);
      const all = begins.filter((s) => s.action === action);
      const step = this.started(state, all);
      if (step !== undefined) return step;
    }
    return undefined;
  }

  /** What the others were told, else something that is next in order. */
  private started(state: State, all: readonly Step[]): Step | undefined {
    const known = all.filter((s) => this.themes.has(themeOf(s)));
    const unsaid = known.filter((s) => !this.played.has(nameOf(s)));
    const follows = this.isChance(ENCORES) ? known : unsaid;
    const next = all.filter((s) => this.isNext(s));
    const newest = next.filter((s) => this.isNewest(s));
    return (
      this.effective(state, follows) ?? this.effective(state, newest) ?? this.effective(state, next)
    );
  }

  /** How many tickets each action has. */
  private tickets(begins: readonly Step[]): ReadonlyMap<string, number> {
    const shares = begins.map(({ action, args }) => {
      const isSaid = args.length === THEME;
      const weight = this.options.weights.get(action) ?? 1;
      return [action, Math.ceil(SCALE * weight * (isSaid ? SAID : 1))] as const;
    });
    return new Map(shares);
  }

  private drawn(tickets: ReadonlyMap<string, number>): string | undefined {
    let ticket = this.random.below([...tickets.values()].reduce((sum, s) => sum + s, 0));
    return [...tickets].find(([, share]) => (ticket -= share) < 0)?.[0];
  }

  /** One of those that change something. */
  private effective(state: State, among: readonly Step[]): Step | undefined {
    if (among.length === 0) return undefined;
    if (this.before.state !== state) this.before = { state, name: this.nameOfState(state) };
    const before = this.before.name;
    const drawn = Array.from({ length: Math.min(among.length, ATTEMPTS) }, () =>
      this.random.pick(among),
    );
    return drawn.find((s) => {
      const [after] = this.instance.post(state, s);
      return after !== undefined && this.nameOfState(after) !== before;
    });
  }

  private nameOfState(state: State): string {
    return stateKey(state.slice(0, state.length - this.options.counters));
  }

  /** It speaks of no element beyond the first that was not spoken of yet. */
  private isNext(step: Step): boolean {
    return this.elements(step).every(({ sort, at }) => at <= (this.used.get(sort) ?? 0));
  }

  /** Of what there is to agree on it speaks of the last that was spoken of, or of one more. */
  private isNewest(step: Step): boolean {
    if (step.args.length <= THEME) return true;
    return this.elements(step).every(({ sort, at }) => at + 1 >= (this.used.get(sort) ?? 0));
  }

  private remember(step: Step): void {
    this.played.add(nameOf(step));
    if (!this.options.beginnings.has(step.action)) return;
    this.late.begin();
    if (step.args.length > THEME) {
      this.themes.add(themeOf(step));
      this.last = lineOf(step);
    }
    for (const { sort, at } of this.elements(step))
      this.used.set(sort, Math.max(this.used.get(sort) ?? 0, at + 1));
  }

  /** In what comes after the process at which it happens; processes are named in any order. */
  private elements({ args }: Step): readonly { readonly sort: string; readonly at: number }[] {
    const [self, ...rest] = args;
    const own = typeof self === 'string' ? this.places.get(self)?.sort : undefined;
    const places = rest.flatMap((v) => (typeof v === 'string' ? (this.places.get(v) ?? []) : []));
    return places.filter(({ sort }) => sort !== own);
  }

  private isChance(oneIn: number): boolean {
    return this.random.below(oneIn) === 0;
  }
}

/** With fewer arguments there is nothing to agree on: that two cast the same says nothing. */
const THEME = 2;

function nameOf({ action, args }: Step): string {
  return `${action} ${args.map(keyOf).join(' ')}`;
}

/** What is said, without whom it is said to. */
function themeOf({ args }: Step): string {
  return args.slice(1).map(keyOf).join(' ');
}

function lineOf(step: Step): string {
  return `${step.action} ${themeOf(step)}`;
}
