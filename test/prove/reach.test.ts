// A claim of a layer that is false is refuted by a run of it, a short one, and not only by a step of its induction.
import { firstWrongStep } from '@maat/spec-lang';
import { chosenTheorems, reach, type Refutation } from '@maat/verifier';
import { describe, expect, it } from 'vitest';
import { textMutants } from './mutants/texts.js';

describe('a layer with a fault', () => {
  it('is run so that its handlers have something to do, and the run has no step too many', () => {
    const { run, against } = refutationOf('Mnak, receive: drop got[o] := got[o] + 1');
    expect(run.steps.map((s) => s.action)).toEqual([
      'install',
      'install',
      'cast',
      'below.receive',
      'deliver',
    ]);
    expect(against?.failure.name).toBe('got');
  });
});

function refutationOf(name: string): Refutation {
  const setting = textMutants('layers/mnak/proof.ioa')
    .find((m) => m.name === name)
    ?.setting();
  if (setting === undefined) throw new Error(`no fault ${name}`);
  const [chosen] = chosenTheorems(setting, ['MnakImplements']);
  if (chosen?.theorem.matter === undefined) throw new Error('nothing to search');
  const { run } = reach(chosen.theorem.matter);
  if (run === undefined) throw new Error('no run was found');
  expect(firstWrongStep(run.instance.reference, run.run)).toBeUndefined();
  return run;
}
