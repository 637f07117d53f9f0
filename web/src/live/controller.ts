/** Runs a group in the worker: time goes on while it plays, what happens is gathered, and held against the services. */
import type { Deed } from '@maat/runtime';
import type { Step } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import { download } from '../browser/download.js';
import { now, repeated } from '../browser/timing.js';
import { serverKey } from '../browser/server-key.js';
import { deriver, live, monitor } from '../browser/workers.js';
import { deriving } from '../derive/controller.js';
import type { AutomatonView } from '../run/view.js';
import { storeOf } from '../state/store.js';
import { openRecorded } from '../trace/open.js';
import { refusalOf, summaryOf, type Summary } from '../trace/summary.js';
import type { LiveStarted, OwnLayer } from '../workers/live.worker.js';
import type { GroupOptions, Member } from './group.js';

export interface LiveState {
  readonly options: GroupOptions;
  readonly started: LiveStarted | undefined;
  readonly view: AutomatonView | undefined;
  /** The last ones. */
  readonly steps: readonly Step[];
  /** How many there were in all. */
  readonly happened: number;
  /** How many had happened when a process ended, by its name. */
  readonly ends: Readonly<Record<string, number>>;
  readonly members: readonly Member[];
  /** Which member is on which island, by name. */
  readonly islands: Readonly<Record<string, number>>;
  readonly time: number;
  readonly playing: boolean;
  readonly verdicts: readonly Monitored[];
  readonly refusals: readonly string[];
  readonly message: string | undefined;
}

export interface Monitored {
  readonly service: string;
  /** How many events had happened when it was looked. */
  readonly events: number;
  readonly summary: Summary;
}

const FIRST_OPTIONS: GroupOptions = {
  where: 'page',
  stack: 'total',
  members: 3,
  seed: 1,
  loss: 0,
};

const NOTHING: LiveState = {
  options: FIRST_OPTIONS,
  started: undefined,
  view: undefined,
  steps: [],
  happened: 0,
  ends: {},
  members: [],
  islands: {},
  time: 0,
  playing: false,
  verdicts: [],
  refusals: [],
  message: undefined,
};

export const living = storeOf<LiveState>(NOTHING);

/** Names of the stacks, once they are known. */
export const stackNames = storeOf<readonly string[]>([]);

export const liveCommands = {
  load: async (): Promise<void> => {
    if (stackNames.get().length === 0)
      stackNames.set((await live.get().stacks().catch(failed)) ?? []);
  },
  start: (options: GroupOptions): Promise<void> =>
    inTurn(async () => {
      monitor.end();
      living.set({ ...NOTHING, options });
      const own = await ownLayer(options.stack);
      const started = await live.get().start(options, { own, key: serverKey() });
      if (started.kind === 'refused') {
        say(started.message);
        return;
      }
      living.update((s) => ({ ...s, started, view: started.view, playing: true }));
      await advance(TICK);
      play();
    }),
  do: (deed: Deed): Promise<void> =>
    inTurn(async () => {
      const done = await live.get().do(deed);
      say(done.kind === 'refused' ? done.message : undefined);
      await advance(0);
    }),
  /** Moves a member to an island; who is on one island hears each other. */
  move: (name: string, island: number): Promise<void> => {
    living.update((s) => ({ ...s, islands: { ...s.islands, [name]: island } }));
    return liveCommands.do({ kind: 'partition', islands: islandsOf(living.get()) });
  },
  merge: (): Promise<void> => {
    living.update((s) => ({ ...s, islands: {} }));
    return liveCommands.do({ kind: 'partition', islands: [] });
  },
  pause: (): void => {
    living.update((s) => ({ ...s, playing: !s.playing }));
    if (living.get().playing) play();
  },
  save: async (): Promise<void> => {
    for (const { file, text } of await live.get().logs())
      download(file, text, 'application/x-ndjson');
  },
  /** What has happened so far, as a run of the service; a copy, while the group goes on. */
  openRun: async (service: string): Promise<void> => {
    const { started } = living.get();
    const source = started?.services.find((s) => s.name === service)?.source;
    if (source === undefined) return;
    const target = { file: source.file, unit: service, scope: '' };
    const logs = await live.get().logs();
    await openRecorded(target, logs, source).then(say, failed);
  },
  end: (): void => {
    live.end();
    monitor.end();
    stopPlaying?.();
    living.set({ ...NOTHING, options: living.get().options });
  },
};

/** The layer that was derived last, if it is the one that is wanted. */
async function ownLayer(name: string): Promise<OwnLayer | undefined> {
  const { view, as } = deriving.get();
  if (view?.layer !== name || as === undefined) return undefined;
  const made = await deriver.get().runnable();
  if (made.kind === 'refused') throw new Error(made.message);
  const { serviceFile, extension } = view;
  const source = as.texts.find((t) => t.file === serviceFile);
  return source === undefined ? undefined : { name, code: made.code, source, extension };
}

/** The living members, island by island; one island means that all hear all. */
function islandsOf({ members, islands }: LiveState): readonly (readonly string[])[] {
  const numbers = [...new Set(members.map((m) => islands[m.name] ?? 0))].sort();
  return numbers.map((n) => members.flatMap((m) => ((islands[m.name] ?? 0) === n ? [m.name] : [])));
}

/** Whether those who live have heard of it: nobody's view has a member of another island. */
export function isParted(state: LiveState): boolean {
  const alive = state.members.filter((m) => m.state === 'alive');
  const islands = islandsOf({ ...state, members: alive });
  const isApart = (view: readonly string[] | undefined): boolean =>
    view !== undefined && islands.some((island) => view.every((name) => island.includes(name)));
  return islands.length > 1 && alive.every((m) => isApart(m.view));
}

/** Milliseconds of the world's time for each tick of the page's. */
const TICK = 50;
const LOOK_EVERY = 12;

/** More are not kept: the drawing shows the last ones, the logs have them all. */
const KEPT = 2000;

let stopPlaying: (() => void) | undefined;

function play(): void {
  stopPlaying?.();
  let ticks = 0;
  stopPlaying = repeated(() => {
    if (!living.get().playing) {
      stopPlaying?.();
      return;
    }
    ticks += 1;
    const look = ticks % LOOK_EVERY === 0;
    void inTurn(async () => {
      await advance(TICK);
      if (look) void judge();
    });
  }, TICK);
}

/** What was asked for first is done first. */
let last: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  last = last.then(work).catch((error: unknown) => {
    failed(error);
    living.update((s) => ({ ...s, playing: false }));
  });
  return last;
}

async function advance(milliseconds: number): Promise<void> {
  if (living.get().started === undefined) return;
  const news = await live.get().advance(milliseconds);
  if (news.kind === 'refused') {
    say(news.message);
    living.update((s) => ({ ...s, playing: false }));
    return;
  }
  const { time, members, refusals, steps } = news;
  living.update((s) => ({
    ...s,
    time,
    members,
    refusals,
    view: s.view && withLanes(s.view, members),
    steps: steps.length === 0 ? s.steps : [...s.steps, ...steps].slice(-KEPT),
    happened: s.happened + steps.length,
    ends: endsOf(s.ends, members, s.happened + steps.length),
  }));
}

/** The same record as long as nobody has ended, so that nothing is drawn anew. */
function endsOf(
  known: LiveState['ends'],
  members: readonly Member[],
  happened: number,
): LiveState['ends'] {
  const fresh = members.filter((m) => m.state !== 'alive' && known[m.name] === undefined);
  if (fresh.length === 0) return known;
  return { ...known, ...Object.fromEntries(fresh.map((m) => [m.name, happened])) };
}

/** The same view as long as nobody has joined, so that nothing is drawn anew. */
function withLanes(view: AutomatonView, members: readonly Member[]): AutomatonView {
  return view.lanes.length === members.length
    ? view
    : { ...view, lanes: members.map((m) => m.name) };
}

const judging = { busy: false, notBefore: 0 };

/** A look takes the longer the more there is to see: after it there is a rest of so many times as long. */
const REST = 2;
const LONGEST_REST = 10_000;

/** One look at a time, in a worker of its own: a hard question holds up neither the page nor the group. */
async function judge(): Promise<void> {
  const { started, members, verdicts } = living.get();
  const events = members.reduce((sum, m) => sum + m.events, 0);
  if (judging.busy || started === undefined || verdicts[0]?.events === events) return;
  const began = now();
  if (began < judging.notBefore) return;
  judging.busy = true;
  try {
    const found = await judgedBy(started, await live.get().logs(), events);
    if (living.get().started === started) living.update((s) => ({ ...s, verdicts: found }));
  } catch (error) {
    failed(error);
  } finally {
    judging.busy = false;
    judging.notBefore = now() + Math.min(LONGEST_REST, REST * (now() - began));
  }
}

async function judgedBy(
  { services }: LiveStarted,
  logs: readonly LogText[],
  events: number,
): Promise<readonly Monitored[]> {
  const found: Monitored[] = [];
  for (const { name, source } of services) {
    const target = { file: source.file, unit: name, scope: '' };
    const said = await monitor.get().judge([source], target, logs);
    const summary =
      said.kind === 'refused' ? refusalOf(said.message, name) : summaryOf(said.verdict, name);
    found.push({ service: name, events, summary });
  }
  return found;
}

function say(message: string | undefined): void {
  living.update((s) => ({ ...s, message }));
}

function failed(error: unknown): undefined {
  say(error instanceof Error ? error.message : String(error));
  return undefined;
}
