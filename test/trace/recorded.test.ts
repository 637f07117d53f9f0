// Recorded runs of the four derived services, tampered with: each is refused at the changed line, with its witness and without it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '@maat/spec-lang';
import { parseTraces, refineTrace } from '@maat/verifier';
import type { Trace, TraceVerdict } from '@maat/verifier';
import { call, inFolder } from '../cli/call.js';
import { library } from './support/services.js';
import { TAMPERINGS, tamper, withoutWitness } from './support/tamper.js';

const SERVICES = {
  total: library('eto.ioa', 'ETO'),
  register: library('register.ioa', 'Register'),
  lock: library('lock.ioa', 'Lock'),
  kv: library('kv.ioa', 'KV'),
} as const;

type Stack = keyof typeof SERVICES;

/** The lock's events hold nothing but processes, the map's hold none; only two services answer reads. */
const WITHOUT: Readonly<Record<Stack, readonly string[]>> = {
  total: ['misread'],
  register: [],
  lock: ['altered', 'misread'],
  kv: ['misattributed'],
};

/** Without a witness the place is not always found: others may have been answered what could as well be the lie. */
const INEXACT: Readonly<Record<Stack, readonly string[]>> = {
  total: [],
  register: [],
  lock: [],
  kv: ['misread'],
};

describe.each(Object.keys(SERVICES) as Stack[])('recorded runs of %s', (stack) => {
  let runs: readonly Trace[] = [];
  beforeAll(async () => {
    runs = await record(stack);
  });

  it('hold with their witness and without it', () => {
    for (const run of runs) {
      expect(judge(stack, run)).toMatchObject({ verdict: 'holds', method: 'witness' });
      expect(judge(stack, withoutWitness(run))).toMatchObject({ verdict: 'holds' });
    }
  });

  it.each(TAMPERINGS.filter((t) => !WITHOUT[stack].includes(t)))(
    'are refused at the line where something was %s',
    (how) => {
      const draws = stack === 'total' ? [0, 1, 2] : [0];
      const isExact = !INEXACT[stack].includes(how);
      const found = runs.flatMap((run, i) =>
        draws.flatMap((draw) => tamper(run, how, randomFrom(7 * i + draw)) ?? []),
      );
      expect(found.length).toBeGreaterThan(0);
      for (const { trace, process, lines } of found) {
        const verdict = judge(stack, trace);
        expect(verdict).toMatchObject({ verdict: 'refuted', process });
        expect(lines).toContain('line' in verdict ? verdict.line : 0);
        expect('reason' in verdict && verdict.reason).toMatch(/ violates |^no behaviour explains /);
        const foreign = judge(stack, withoutWitness(trace));
        expect(foreign).toMatchObject({ verdict: 'refuted', ...(isExact && { process }) });
        if (isExact) expect(lines).toContain('line' in foreign ? foreign.line : 0);
      }
    },
  );
});

/** Four runs of the simulated world, with a partition or a crash in them; in one a process is alone before it joins. */
async function record(stack: Stack): Promise<readonly Trace[]> {
  return inFolder({}, async (folder) => {
    const world = '--members 4 --casts 32 --upheavals 2 --seeds 1..4'.split(' ');
    const called = await call(['run', stack, ...world, '--trace', 'out'], folder);
    expect(called.code).toBe(0);
    return readdirSync(join(folder, 'out')).map((seed) => read(stack, join(folder, 'out', seed)));
  });
}

function read(stack: Stack, folder: string): Trace {
  const { automaton, program } = SERVICES[stack];
  const texts = readdirSync(folder).map((file) => {
    return { file, text: readFileSync(join(folder, file), 'utf8') };
  });
  const found = parseTraces(texts, automaton, program);
  if (!found.ok) throw new Error(found.errors.map((e) => e.message).join('\n'));
  return found.trace;
}

function judge(stack: Stack, trace: Trace): TraceVerdict {
  const { automaton, program } = SERVICES[stack];
  return refineTrace(trace, automaton, { program });
}
