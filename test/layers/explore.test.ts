// Each layer over its service refines the service that it implements: every behaviour, in a small scope.
import { describe, expect, it } from 'vitest';
import type { Instance, State, Value } from '@maat/spec-lang';
import { checkRefinement, modelOf, search } from '@maat/verifier';
import { mutate } from './driver.js';
import { EXPLORED } from './mutants.js';
import { inUse } from './small-scope.js';

const SUBJECTS = new Map([
  ['mnak', { name: 'Mnak', service: 'FifoView', scope: 'Proc=2,View=1,Msg=2' }],
  ['stable', { name: 'Stable', service: 'StableView', scope: 'Proc=2,View=1,Msg=2' }],
  ['sync', { name: 'Sync', service: 'FlushView', scope: 'Proc=3,View=2,Msg=1' }],
]);

function instances(
  folder: string,
  changed?: ReadonlyMap<string, string>,
): { readonly concrete: Instance; readonly abstract: Instance } {
  const subject = SUBJECTS.get(folder);
  if (subject === undefined) throw new Error(`no subject ${folder}`);
  return inUse(subject, changed);
}

describe('explored to the end', () => {
  it.each([...SUBJECTS.keys()])('%s refines its service', { timeout: 240_000 }, (folder) => {
    const { concrete, abstract } = instances(folder);
    const result = checkRefinement(concrete, abstract, { limit: 50_000 });
    expect(result.diagnostics).toEqual([]);
    expect(result.failure).toBeUndefined();
    expect([result.verdict, result.complete]).toEqual(['holds', true]);
    expect(result.actions.get('deliver')).toBeGreaterThan(0);
  });

  it('stable releases only what every member has', () => {
    expect(released(instances('stable').concrete)).toBe(true);
  });
});

describe('a fault in a layer is found:', () => {
  it.each(EXPLORED.map((m) => [m.layer, m.name, m] as const))(
    '%s: %s',
    { timeout: 240_000 },
    (folder, _name, mutant) => {
      const { concrete, abstract } = instances(folder, mutate(mutant));
      const refined = checkRefinement(concrete, abstract, { limit: 50_000 }).verdict === 'holds';
      expect(refined && (folder !== 'stable' || released(concrete))).toBe(false);
    },
  );
});

/** Released Is Delivered: for each view, releaser, origin and member. */
function released(instance: Instance): boolean {
  const variable = (state: State, name: string): ReadonlyMap<string, number> => {
    const i = instance.automaton.states.findIndex((v) => v.name === `L.FifoView.${name}`);
    return counts(state[i]);
  };
  const holds = (state: State): boolean => {
    const got = variable(state, 'rcvd');
    return [...variable(state, 'released')].every(([place, k]) => {
      const [v = '', , q = ''] = place.split(' ');
      return (instance.scope.sorts.get('Proc') ?? []).every(
        (r) => (got.get(`${v} ${r} ${q}`) ?? 0) >= k,
      );
    });
  };
  const properties = [{ name: 'Released Is Delivered', holds }];
  const result = search({ ...modelOf(instance), properties }, { limit: 50_000 });
  expect(result.complete || result.violation !== undefined).toBe(true);
  return result.violation === undefined;
}

/** An array of numbers by its index, as text. */
function counts(array: Value | undefined): ReadonlyMap<string, number> {
  if (typeof array !== 'object' || array.kind !== 'array') throw new Error('no such array');
  return new Map(
    array.entries.map(([key, n]) => {
      const index = typeof key === 'object' && key.kind === 'tuple' ? key.fields : [key];
      return [index.map((i) => (typeof i === 'string' ? i : '')).join(' '), Number(n)];
    }),
  );
}
