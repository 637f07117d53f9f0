// Each layer over its service refines the service that it implements, and keeps to what the one below allows: every behaviour of a small scope.
import { describe, expect, it } from 'vitest';
import { mutate } from './driver.js';
import { EXPLORED } from './mutants.js';
import { searched, subjectOf, walked } from './small-scope.js';
import { sourceFile, WRITTEN } from './sources.js';
import { call, objectOf } from '../cli/call.js';

describe('explored in a small scope', () => {
  it(
    'member, by the command as a stranger gives it: views change',
    { timeout: 240_000 },
    async () => {
      const called = await call(['explore', `layers/${sourceFile('member')}`, '--json']);
      expect(called.err).toBe('');
      const found = objectOf(called) as unknown as Found;
      expect(found).toMatchObject({ verdict: 'holds', complete: true });
      const { 'below.want': want, ...others } = found.actions;
      // A user who answers, on both sides: what it takes to come together.
      expect(want).toBe(0);
      expect(Object.values(others).filter((times) => times === 0)).toEqual([]);
      expect(found.environments.map((e) => e.inputs).filter(isMerge)).not.toEqual([]);
    },
  );

  it('sync, two of whom one casts and one goes on', { timeout: 240_000 }, () => {
    const result = searched(subjectOf(sourceFile('sync')), TWO, FLUSH, 60_000);
    expect(result).toMatchObject({ verdict: 'holds', complete: true, diagnostics: [] });
    expect(result.actions.get('synced')).toBeGreaterThan(0);
  });
});

interface Found {
  readonly actions: Readonly<Record<string, number>>;
  readonly environments: readonly { readonly inputs: string }[];
}

function isMerge(environment: string): boolean {
  return environment.includes('blockOk≤2') && environment.includes('below.reach');
}

const TWO = { processes: 2, views: 2, messages: 1 };

/** Enough to cast to another, who goes on without the caster. */
const FLUSH = {
  of: {
    install: 2,
    cast: 1,
    sync: 1,
    send: 0,
    want: 0,
    leave: 0,
    'below.reach': 0,
    'timer.report': 0,
  },
};

describe('run at random, what is said and taken crossing', () => {
  it.each(WRITTEN)('%s', { timeout: 120_000 }, (folder) => {
    const bounds = { processes: 3, views: 6, messages: 2 };
    const walk = { seed: 1, runs: 12, steps: 400 };
    const result = walked(subjectOf(sourceFile(folder)), bounds, walk);
    expect(result).toMatchObject({ verdict: 'holds', diagnostics: [] });
    const never = result.neverTaken.filter((a) => !RARELY.includes(a));
    expect(never).toEqual([]);
  });
});

/** Member wants nothing of the layer below; for a release all three must have said that they have it. */
const RARELY = ['below.want', 'below.release'];

describe('a fault in a layer is found:', () => {
  it.each(EXPLORED.map((m) => [m.layer, m.name, m] as const))(
    '%s: %s',
    { timeout: 240_000 },
    (folder, _name, mutant) => {
      const subject = subjectOf(sourceFile(folder), mutate(mutant));
      const bounds = { processes: 2, views: 6, messages: 2 };
      const result =
        folder === 'sync'
          ? searched(subject, TWO, FLUSH, 60_000)
          : walked(subject, bounds, { seed: 1, runs: 100, steps: 400 });
      expect(['refuted', 'invalid']).toContain(result.verdict);
    },
  );
});
