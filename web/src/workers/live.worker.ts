/** The simulated world in a worker: one group at a time, whose time passes when the page says so. */
import * as support from '@maat/layers';
import { ProtocolError, stacks, type LayerModule, type StackModules } from '@maat/layers';
import type { Deed } from '@maat/runtime';
import type { Automaton, Source, Step } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import { expose } from 'comlink';
import { RemoteGroup } from '../browser/remote-group.js';
import { Group, type GroupOptions, type Member, type RunningGroup } from '../live/group.js';
import { inputsOf, type LiveInput } from '../live/inputs.js';
import { logTexts } from '../live/logs.js';
import { servicesOf, type LiveService } from '../live/services.js';
import { liveView, stepOf } from '../live/shown.js';
import type { AutomatonView } from '../run/view.js';
import type { Refused } from '../spec/instance.js';
import { SHELF } from './shelf.js';

export interface LiveApi {
  stacks(): readonly string[];
  start(options: GroupOptions, beside: Beside): Promise<LiveStarted | Refused>;
  do(deed: Deed): Promise<Refused | Done>;
  advance(milliseconds: number): Promise<LiveNews | Refused>;
  /** As they would stand in files, had the group been ended just now. */
  logs(): readonly LogText[];
}

export interface Beside {
  /** A layer that was derived just now, which is run over the virtual synchrony of the registry. */
  readonly own: OwnLayer | undefined;
  /** Of the server, where there is one that starts processes. */
  readonly key: string | undefined;
}

export interface OwnLayer {
  readonly name: string;
  /** As `Runnable` has it. */
  readonly code: string;
  /** The text that declares its service, as its author wrote it. */
  readonly source: Source;
  /** What the derivation has added to it: a log, where it had none. */
  readonly extension: string;
}

export interface LiveStarted {
  readonly kind: 'started';
  readonly service: string;
  readonly inputs: readonly LiveInput[];
  readonly services: readonly LiveService[];
  readonly view: AutomatonView;
  readonly canLeave: boolean;
}

export interface Done {
  readonly kind: 'done';
}

export interface LiveNews {
  readonly kind: 'news';
  readonly time: number;
  readonly steps: readonly Step[];
  readonly members: readonly Member[];
  readonly refusals: readonly string[];
}

interface Running {
  readonly group: RunningGroup;
  readonly automaton: Automaton;
  readonly seed: number;
}

let running: Running | undefined;

const api: LiveApi = {
  stacks: () => [...stacks.keys()],
  start: (options, { own, key }) =>
    guarded(async () => {
      running?.group.close();
      running = undefined;
      const group =
        options.where === 'page'
          ? new Group(await modulesOf(options, own), options)
          : await RemoteGroup.open(options, key ?? '');
      const { services, automaton } = servicesOf(group.stack.service, SHELF, own);
      running = { group, automaton, seed: options.seed };
      return {
        kind: 'started',
        service: group.stack.service,
        inputs: inputsOf(group.stack),
        services,
        view: liveView(automaton, group.first),
        canLeave: automaton.signature.some((a) => a.name === 'leave'),
      };
    }),
  do: (deed) =>
    guarded(async () => {
      await running?.group.do(deed);
      return { kind: 'done' };
    }),
  advance: (milliseconds) =>
    guarded(() => {
      if (running === undefined) throw new RangeError('no group is running');
      const { group, automaton } = running;
      const { events, ...rest } = group.advance(milliseconds);
      return { kind: 'news', ...rest, steps: events.map((e) => stepOf(automaton, e)) };
    }),
  logs: () => (running === undefined ? [] : logTexts(running.group, running.seed)),
};

/** The generated code is a module of its own; it gets the same support that everything here runs on. */
async function ownStack({ name, code }: OwnLayer): Promise<StackModules> {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    const made = (await import(/* @vite-ignore */ url)) as {
      readonly make: (library: typeof support) => LayerModule;
    };
    return { name, layers: [made.make(support), ...(stacks.get('svs')?.layers ?? [])] };
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function modulesOf(
  { stack }: GroupOptions,
  own: OwnLayer | undefined,
): Promise<StackModules> {
  const modules = own === undefined ? stacks.get(stack) : await ownStack(own);
  if (modules === undefined) throw new RangeError(`there is no stack ${stack}`);
  return modules;
}

/** What the group cannot do is told where it was asked for; the group goes on. */
async function guarded<T>(work: () => T | Promise<T>): Promise<T | Refused> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProtocolError || error instanceof RangeError)) throw error;
    return { kind: 'refused', message: error.message, diagnostics: [] };
  }
}

expose(api);
