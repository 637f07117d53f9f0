/** Logs for ShiViz: its default expression reads them, and their clocks say what happened before what. */
import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  messagesOf,
  processOf,
  processSort,
  shivizLog,
  simulate,
  vectorClocks,
  type Automaton,
  type Message,
  type Step,
  type VectorClock,
} from '@maat/spec-lang';
import { inWitnessOrder, parseTraces } from '@maat/verifier';
import { call, inFolder } from '../cli/call.js';
import { instanceOf, program } from '../semantics/texts.js';
import { library } from './support/services.js';

/** The expression that ShiViz begins with, as ECMAScript writes it. */
const DEFAULT = /(?<host>\S*) (?<clock>\{.*\})\n(?<event>.*)/g;

interface Parsed {
  readonly host: string;
  readonly clock: VectorClock;
  readonly event: string;
}

function parse(log: string): readonly Parsed[] {
  const found = [...log.matchAll(DEFAULT)];
  expect(found.map((m) => `${m[0]}\n`).join('')).toBe(log);
  return found.map(({ groups }) => ({
    host: groups?.['host'] ?? '',
    clock: new Map(Object.entries(JSON.parse(groups?.['clock'] ?? '') as Record<string, number>)),
    event: groups?.['event'] ?? '',
  }));
}

/** Each pair that the order of a process and the messages order, whichever way round. */
function orderedPairs(hosts: readonly string[], messages: readonly Message[]): readonly string[] {
  const causes = hosts.map(() => new Set<number>());
  hosts.forEach((host, i) => {
    const before = hosts.lastIndexOf(host, i - 1);
    const direct = messages.filter((m) => m.to === i).map((m) => m.from);
    for (const cause of i > 0 && before >= 0 ? [before, ...direct] : direct)
      for (const c of [cause, ...(causes[cause] ?? [])]) causes[i]?.add(c);
  });
  return causes.flatMap((set, i) => [...set].map((c) => `${c} ${i}`)).sort();
}

function pairsByClock(clocks: readonly VectorClock[]): readonly string[] {
  const isBefore = (a: VectorClock, b: VectorClock): boolean =>
    [...a].every(([host, n]) => n <= (b.get(host) ?? 0));
  return clocks
    .flatMap((a, i) => clocks.flatMap((b, j) => (i !== j && isBefore(a, b) ? [`${i} ${j}`] : [])))
    .sort();
}

interface Happened {
  readonly hosts: readonly string[];
  readonly messages: readonly Message[];
}

function happened(automaton: Automaton, steps: readonly Step[]): Happened {
  const places = { signature: automaton.signature, process: processSort(automaton.signature) };
  const hosts = steps.map((step) => processOf(places, step) ?? automaton.name);
  return { hosts, messages: messagesOf(places, steps) };
}

function expectExact({ hosts, messages }: Happened): void {
  const ordered = orderedPairs(hosts, messages);
  expect(pairsByClock(vectorClocks(hosts, messages))).toEqual(ordered);
  // Some pairs are ordered by a message only, and some are not ordered at all.
  expect(ordered.length).toBeGreaterThan(orderedPairs(hosts, []).length);
  expect(ordered.length).toBeLessThan((hosts.length * (hosts.length - 1)) / 2);
}

describe('a simulated run', () => {
  const instance = instanceOf(program('import "eto.ioa"'), 'ETO', 'Proc=3,View=3,Msg=2');

  it.each([1, 7])('has clocks that order what is ordered, and no more (seed %i)', (seed) => {
    const run = simulate(instance, { seed, steps: 120 });
    expectExact(happened(instance.automaton, run.steps));
  });

  it('is written by maat simulate, replayed too', async () => {
    await inFolder({}, async (folder) => {
      const on = 'simulate eto.ioa --scope Proc=3,View=3,Msg=2';
      const run = async (line: string): Promise<string> => {
        expect(await call(line.split(' '), folder)).toMatchObject({ code: 0, err: '' });
        return readFileSync(join(folder, 'run.log'), 'utf8');
      };
      const log = await run(`${on} --steps 60 --seed 7 --shiviz run.log --out run.itf.json`);
      const events = parse(log);
      const { steps } = simulate(instance, { seed: 7, steps: 60 });
      const { hosts, messages } = happened(instance.automaton, steps);
      expect(events.map((e) => e.host)).toEqual(hosts);
      expect(events.map((e) => e.clock)).toEqual(vectorClocks(hosts, messages));
      expect(events[0]?.event).toMatch(/^\w+\(.*\)$/);
      expect(await run(`${on} --replay run.itf.json --shiviz run.log`)).toBe(log);
    });
  });
});

describe('a recorded run', () => {
  const { automaton } = library('eto.ioa', 'ETO');

  it('has clocks that order what is ordered, and agree with those of the recorder', async () => {
    await inFolder({}, async (folder) => {
      const run = 'run total --members 3 --casts 24 --upheavals 1 --seed 4 --trace out';
      expect(await call(run.split(' '), folder)).toMatchObject({ code: 0 });
      const refine = 'refine out --spec eto.ioa#ETO --shiviz run.log';
      expect(await call(refine.split(' '), folder)).toMatchObject({ code: 0 });
      const out = join(folder, 'out');
      const logs = readdirSync(out).map((file) => ({
        file,
        text: readFileSync(join(out, file), 'utf8'),
      }));
      const read = parseTraces(logs, automaton);
      const order = (read.ok ? inWitnessOrder(read.trace) : undefined) ?? [];
      const steps = order.map((e) => e.step);
      const { messages } = happened(automaton, steps);
      const hosts = order.map((e) => e.process);
      expectExact({ hosts, messages });
      const events = parse(readFileSync(join(folder, 'run.log'), 'utf8'));
      expect(events.map((e) => e.host)).toEqual(hosts);
      expect(events.map((e) => e.clock)).toEqual(vectorClocks(hosts, messages));
      // What is before by the messages is before by the recorder's clock, which has never heard of them.
      const clock = order.map((e) => e.clock ?? 0);
      for (const pair of orderedPairs(hosts, messages)) {
        const [before = 0, after = 0] = pair.split(' ').map(Number);
        expect(clock[before]).toBeLessThan(clock[after] ?? 0);
      }
      // Each delivery by another is the end of a message, and begins where its cast is.
      const isForeign = (e: (typeof order)[number]): boolean =>
        e.step.action === 'deliver' && e.step.args[1] !== e.process;
      expect(messages.filter((m) => order[m.to]?.step.action === 'deliver').length).toBe(
        order.filter(isForeign).length,
      );
    });
  });

  it('without clocks is refused', async () => {
    const logs = {
      'a.ndjson':
        '{"maat":1,"process":"a","run":"r","service":"ETO","stack":"s"}\n{"n":1,"t":1,"action":"cast","args":{"p":"a","m":"x"}}\n{"end":"closed","lines":1}\n',
    };
    await inFolder(logs, async (folder) => {
      const called = await call(
        'refine a.ndjson --spec eto.ioa#ETO --shiviz run.log'.split(' '),
        folder,
      );
      expect(called).toMatchObject({ code: 2, out: '' });
      expect(called.err).toContain('--shiviz: the logs have no clocks');
    });
  });
});

it('whatever events say, each has its two lines', () => {
  const events = [
    { host: 'a b', text: 'x {"a":1}\ny {"b":2}' },
    { host: '__proto__', text: '' },
    { host: 'c', text: 'z\u2028\r{}' },
  ];
  const log = shivizLog(events, [{ from: 0, to: 2 }]);
  expect(parse(log).map((e) => [e.host, e.event])).toEqual([
    ['a_b', 'x {"a":1}\\u000ay {"b":2}'],
    ['__proto__', ''],
    ['c', 'z\\u2028\\u000d{}'],
  ]);
  expect(log).toContain('\nc {"a_b":1,"c":1}\n');
});
