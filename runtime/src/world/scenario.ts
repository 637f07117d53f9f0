/**
 * A life in the world, drawn from a seed: a group with work to do, through partitions, merges,
 * crashes, restarts, joins and leaves; then everything is healed, and the group comes to rest.
 * Where views are given from above, one is given after each of these, and now and then without one.
 */
import { answerTo, firstView, hasAction, takesViews } from '../app.js';
import { Random } from '../random.js';
import { Workload } from '../workload.js';
import { assertNever } from '../never.js';
import { USUAL_FAULTS, type Upheaval } from './faults.js';
import { GivenViews, SPREAD } from './given-views.js';
import { unrestOf } from './rest.js';
import type { ScenarioOptions, ScenarioResult } from './scenario-options.js';
import { World } from './world.js';

export function runScenario(options: ScenarioOptions): ScenarioResult {
  const scenario = new Scenario(options);
  return scenario.run();
}

/** How long nothing may happen until the group counts as at rest, and how long that may take where nothing is lost. */
const QUIET = 500;
const PATIENCE = 8000;
/** A view is given without any reason about so often, in ms. */
const RENEWAL = 500;
/** In the last view there are so many casts for each that there was before. */
const LAST_WORDS = 0.1;
/** Casts of one process just before something happens, so that some have what it said, and others never get it from there. */
const BURST = 3;

class Scenario {
  private readonly options: Required<Omit<ScenarioOptions, 'constants' | 'tap'>>;
  private readonly world: World;
  private readonly random: Random;
  private readonly workload: Workload;
  private readonly story: string[] = [];
  private readonly leaving = new Set<string>();
  private readonly views: GivenViews | undefined;

  constructor(options: ScenarioOptions) {
    const { stack, seed, constants = {}, watch = [], tap } = options;
    this.options = {
      members: 4,
      casts: 100,
      size: 0,
      duration: 4000,
      upheavals: 6,
      plan: [],
      faults: USUAL_FAULTS,
      watch,
      ...options,
    };
    this.random = new Random(seed).fork(1);
    this.world = new World({
      stack,
      seed,
      constants,
      watch,
      ...(tap === undefined ? {} : { tap }),
      faults: this.options.faults,
      app: (world, process, event) => {
        const reply = answerTo(stack, event);
        if (reply !== undefined) world.input(process, reply.action, reply.args);
      },
    });
    const names = Array.from({ length: this.options.members }, (_, i) => memberName(i));
    this.workload = new Workload(stack, names, this.random.fork(2), this.options.size);
    this.views = takesViews(stack) ? new GivenViews(this.world, this.random.fork(3)) : undefined;
    for (const name of names) this.world.start(name, names);
    for (const name of names) {
      const first = firstView(stack, name, names);
      if (first !== undefined) this.world.input(name, first.action, first.args);
    }
  }

  run(): ScenarioResult {
    const { duration, casts, upheavals, members, plan } = this.options;
    this.castOften(casts, duration);
    for (let i = 0; i < upheavals; i += 1) {
      this.world.at(this.random.between(0.1, 0.9) * duration, () => {
        this.upheave(members + i);
      });
    }
    for (const upheaval of plan) this.plan(upheaval);
    this.renewViews();
    this.world.runUntil(duration);
    this.world.heal();
    this.world.faults = { ...this.world.faults, stall: 0 };
    this.lastView();
    const settled = this.rest() && this.lastWords();
    const unrest = settled ? undefined : (this.unrest() ?? 'events go on and on');
    const datagrams = this.world.processes.reduce((sum, p) => sum + p.engine.counts.sent, 0);
    const watched = new Map(
      this.options.watch.map((layer) => [layer, this.world.logs(layer)] as const),
    );
    const { story, world } = this;
    const refusals = world.refusals();
    const figures = { time: world.now, datagrams, refusals };
    const rest = unrest === undefined ? { settled } : { settled, unrest };
    return { logs: world.logs(), watched, ...rest, story, ...figures };
  }

  private castOften(times: number, duration: number): void {
    const { now } = this.world;
    for (let i = 0; i < times; i += 1) {
      this.world.at(now + this.random.between(0, duration), () => {
        this.castSomewhere();
      });
    }
  }

  private renewViews(): void {
    const { duration } = this.options;
    for (let i = 0; this.views !== undefined && i < duration / RENEWAL; i += 1) {
      this.world.at(this.random.between(0, duration), () => {
        this.views?.give(this.leaving);
      });
    }
  }

  /** After all others, of all who are there. */
  private lastView(): void {
    if (this.views === undefined) return;
    this.world.runUntil(this.world.now + SPREAD);
    this.views.give(this.leaving);
    this.castOften(this.options.casts * LAST_WORDS, 2 * SPREAD);
    this.world.runUntil(this.world.now + 2 * SPREAD);
  }

  /** Whether the group comes to rest after each of them. */
  private lastWords(): boolean {
    if (this.options.faults.whisper === 0) return true;
    while (this.living().length > 2) {
      this.whisper();
      this.world.runUntil(this.world.now + QUIET);
      if (!this.rest()) return false;
    }
    return true;
  }

  private castSomewhere(): void {
    const { processes } = this.world;
    if (processes.length > 0) this.cast(this.random.pick(processes).name);
  }

  private cast(name: string): void {
    if (this.leaving.has(name)) return;
    const { action, args } = this.workload.next(name);
    this.world.input(name, action, args);
  }

  /** One drawn by chance, among the living. */
  private upheave(number: number): void {
    const living = this.living();
    if (living.length === 0) return;
    const { whisper } = this.options.faults;
    if (whisper > 0 && living.length > 2 && this.random.chance(whisper)) {
      this.whisper();
      return;
    }
    const victim = this.random.pick(living);
    const what = this.random.below(living.length > 2 ? 6 : 4);
    const at = this.world.now + this.speak(victim);
    if (what < 2) {
      const groups = split(this.random.shuffle(living), this.random);
      this.plan({ at, kind: 'partition', groups });
    } else if (what === 2) this.plan({ at, kind: 'merge' });
    else if (what === 3) this.plan({ at, kind: 'join', process: memberName(number) });
    else if (what === 4) {
      this.plan({ at, kind: 'crash', process: victim });
      if (this.random.chance(0.5)) this.plan({ at: at + 300, kind: 'restart', process: victim });
    } else this.plan({ at, kind: 'leave', process: victim });
  }

  private living(): readonly string[] {
    return this.world.processes.map((p) => p.name).filter((n) => !this.leaving.has(n));
  }

  /** Somebody is heard by one of the others only, and is gone. */
  private whisper(): void {
    const [from, to] = this.random.shuffle(this.living());
    if (from === undefined || to === undefined) return;
    this.world.whisper(from, to);
    this.cast(from);
    const at = this.world.now + this.random.between(0, this.options.faults.delay[1]);
    this.plan({ at, kind: 'crash', process: from });
  }

  /** Several casts at once, if there is a burst. Returns for how long what has become of them may be on its way, in ms. */
  private speak(name: string): number {
    const { burst, delay } = this.options.faults;
    if (burst === 0 || !this.random.chance(burst)) return 0;
    for (let i = 0; i < BURST; i += 1) this.cast(name);
    return this.random.between(0, delay[1]);
  }

  private plan(upheaval: Upheaval): void {
    this.world.at(upheaval.at, () => {
      this.happen(upheaval);
    });
  }

  private happen(upheaval: Upheaval): void {
    this.change(upheaval);
    this.views?.give(this.leaving);
  }

  private change(upheaval: Upheaval): void {
    switch (upheaval.kind) {
      case 'partition':
        this.say(`partition ${upheaval.groups.map((g) => g.join(' ')).join(' | ')}`);
        this.world.partition(upheaval.groups);
        return;
      case 'merge':
        this.say('merge');
        this.world.heal();
        return;
      case 'join':
        this.say(`join ${upheaval.process}`);
        this.world.start(upheaval.process);
        return;
      case 'crash':
        this.say(`crash ${upheaval.process}`);
        this.world.crash(upheaval.process);
        return;
      case 'restart':
        this.say(`restart as ${this.world.restart(upheaval.process)}`);
        return;
      case 'leave':
        this.leave(upheaval.process);
        return;
      default:
        assertNever(upheaval);
    }
  }

  private say(text: string): void {
    this.story.push(`${Math.round(this.world.now)} ms: ${text}`);
  }

  private leave(name: string): void {
    if (!hasAction(this.options.stack, 'leave')) return;
    this.say(`leave ${name}`);
    this.leaving.add(name);
    this.world.input(name, 'leave', []);
    this.world.at(this.world.now + 200, () => {
      this.world.stop(name);
    });
  }

  /** Until every process is in one view of all, and nothing more happens. */
  private rest(): boolean {
    const end = this.world.now + this.patience();
    let seen = this.countLines();
    let since = this.world.now;
    const atRest = (): boolean => {
      const lines = this.countLines();
      if (lines !== seen) [seen, since] = [lines, this.world.now];
      return this.world.now - since >= QUIET && this.unrest() === undefined;
    };
    return this.world.runWhileNot(atRest, end, 100);
  }

  /** What is lost must be said again, and the more is lost the more often. */
  private patience(): number {
    const { loss } = this.options.faults;
    return Math.min(PATIENCE / (1 - loss) ** 2, 4 * PATIENCE);
  }

  private countLines(): number {
    return this.world.logs().reduce((sum, log) => sum + log.lines.length, 0);
  }

  /** What keeps the group from being at rest, if it is not silence that is missing. */
  private unrest(): string | undefined {
    return unrestOf(this.options.stack, this.world.processes);
  }
}

export function memberName(i: number): string {
  return `p${i}`;
}

function split(names: readonly string[], random: Random): string[][] {
  const groups: string[][] = Array.from({ length: random.chance(0.3) ? 3 : 2 }, () => []);
  for (const name of names) random.pick(groups).push(name);
  return groups.filter((g) => g.length > 0);
}
