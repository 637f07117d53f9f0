// Services with one log a view are judged view by view: exactly as brute force judges, whatever their names are.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { libraryLoader, randomFrom } from '@maat/spec-lang';
import { refineTrace } from '@maat/verifier';
import type { Trace } from '@maat/verifier';
import { generate } from './support/generate.js';
import { PLAIN_OPERATORS, mutate } from './support/mutate.js';
import { isLegal } from './support/oracle.js';
import { library, service } from './support/services.js';
import type { Service } from './support/services.js';

const SERVICES: Readonly<Record<string, Service>> = {
  Register: library('register.ioa', 'Register'),
  Lock: library('lock.ioa', 'Lock'),
  KV: library('kv.ioa', 'KV'),
};

/** Much is observed, little else happens. */
const WEIGHTS = {
  newView: 2,
  view: 3,
  order: 10,
  transfer: 8,
  begin: 8,
  wrote: 16,
  stored: 16,
  removed: 16,
  owned: 16,
  take: 10,
  free: 10,
  write: 5,
  put: 4,
  remove: 3,
  acquire: 5,
  release: 5,
  value: 6,
  found: 6,
  read: 3,
  get: 3,
};

describe.each(Object.entries(SERVICES))('a run of %s without a witness', (_, subject) => {
  it('holds as it is', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 120 }), (seed, steps) => {
        expect(judge(run(subject, seed, steps, 3), subject)).toBe('holds ordered');
      }),
      { numRuns: 40 },
    );
  });

  it('is refused, when something in it was changed, exactly when it has become illegal', () => {
    const seen = { legal: 0, illegal: 0 };
    const operators = fc.array(fc.constantFrom(...Object.keys(PLAIN_OPERATORS)), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.nat(), operators, fc.constantFrom(2, 3), (seed, changes, members) => {
        const trace = changed(run(subject, seed, 20, members), changes, seed);
        const legal = isLegal(trace, subject.automaton, 30_000);
        if (legal === undefined) return;
        seen[legal ? 'legal' : 'illegal'] += 1;
        expect(judge(trace, subject)).toBe(legal ? 'holds ordered' : 'refuted ordered');
      }),
      { numRuns: 60 },
    );
    expect(seen.legal).toBeGreaterThan(0);
    expect(seen.illegal).toBeGreaterThan(0);
  });
});

describe('the form of a service', () => {
  const text = libraryLoader('register.ioa', '')?.text ?? '';

  it('is seen whatever the names are', () => {
    const names = { Register: 'Board', log: 'minutes', seen: 'page', order: 'rule', todo: 'desk' };
    const renamed = Object.entries({ ...names, begin: 'open', copy: 'notes' }).reduce(
      (t, [from, to]) => t.replaceAll(new RegExp(`\\b${from}\\b`, 'g'), to),
      text,
    );
    const subject = service(renamed, 'Board');
    expect(judge(run(subject, 3, 80, 3), subject)).toBe('holds ordered');
  });

  const others: readonly (readonly [string, string, string])[] = [
    ['anybody opens the log', 'p = least(members[cur[p].val])', 'p \\in members[cur[p].val]'],
    ['a read sees the log', 'x = copy[p]', 'x = copy[p]; log[cur[p].val] ~= {}'],
    [
      'an update is not last',
      'log[cur[p].val] |- write(p, head(todo[p]))',
      '{write(p, head(todo[p]))}',
    ],
    ['a view asks for more', 'pre %! Virtual Synchrony', 'pre todo[least(S)] = {};'],
  ];

  it.each(others)('is not seen where %s; then it is searched', (_, from, to) => {
    expect(text).toContain(from);
    const subject = service(text.replace(from, to), 'Register');
    expect(judge(run(subject, 3, 12, 2), subject)).toBe('holds search');
  });
});

function run(subject: Service, seed: number, steps: number, members: number): Trace {
  const all: Readonly<Record<string, number>> = { Proc: members, View: 3, Val: 2, Key: 2 };
  const own = Object.entries(all).filter(([s]) => subject.automaton.parameters.types.includes(s));
  const sizes = Object.fromEntries(own);
  return generate({ service: subject, sizes, steps, seed, witness: false, weights: WEIGHTS });
}

function changed(trace: Trace, operators: readonly string[], seed: number): Trace {
  return operators.reduce(
    (t, operator, i) => mutate(t, operator, randomFrom(seed + i))?.trace ?? t,
    trace,
  );
}

function judge(trace: Trace, { automaton, program }: Service): string {
  const methods = ['linear', 'ordered', 'search'] as const;
  const verdict = refineTrace(trace, automaton, { program, methods });
  return 'method' in verdict ? `${verdict.verdict} ${verdict.method}` : verdict.verdict;
}
