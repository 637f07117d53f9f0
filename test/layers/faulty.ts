// Faults of a layer, put into its text: none is proved, and runs show all but those that are named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stack } from '@maat/runtime';
import type { Solver } from '@maat/verifier';
import { buildStack, type Mutant } from './driver.js';
import { anySolver, provedLayer } from './prover.js';

export interface Fault extends Mutant {
  /** The beginning of the name of a goal that is then open. */
  readonly open: string;
  /** For the prover, where the sound layer's goals take long too. */
  readonly rlimit?: number;
}

export function faultIn(layer: string) {
  return (name: string, from: string, to: string, open: string): Fault => {
    return { name, layer, changes: [[from, to]], open };
  };
}

/** Whether the life of this seed shows that something is wrong with the stack. */
type Life = (stack: Stack, seed: number) => boolean;

const SEEDS = [1, 2, 3, 4];

/** A prover gives up only after much work: of the faults that runs show, too, it is asked about some; with STUDY=1 about all. */
function isAsked(place: number): boolean {
  return process.env['STUDY'] !== undefined || place % 4 === 0;
}

export function areFound(
  faults: readonly Fault[],
  { stack, unseen, life }: { stack: string; unseen: readonly string[]; life: Life },
): void {
  let solver: Solver;
  beforeAll(async () => {
    solver = await anySolver();
  });
  afterAll(async () => {
    await solver.close();
  });

  const asked = faults.filter((f, i) => isAsked(i) || unseen.includes(f.name));
  describe.each(asked.map((f) => [f.name, f] as const))('a layer that %s', (_name, fault) => {
    it('is not proved', { timeout: 240_000 }, async () => {
      const { open } = await provedLayer(solver, fault.layer, fault, fault.open, fault.rlimit);
      expect(open).not.toEqual([]);
    });
  });

  const seen = faults.filter((f) => !unseen.includes(f.name));
  describe.each(seen.map((f) => [f.name, f] as const))('a run of a layer that %s', (_n, fault) => {
    it('is found by a life', { timeout: 120_000 }, async () => {
      const built = await buildStack(stack, fault);
      expect(SEEDS.some((seed) => life(built, seed))).toBe(true);
    });
  });
}
