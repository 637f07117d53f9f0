// Legal runs are accepted by every method that applies; forgeries are refused exactly when brute force says so.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '@maat/spec-lang';
import { refineTrace } from '@maat/verifier';
import type { Method } from '@maat/verifier';
import { generate } from './support/generate.js';
import type { Recipe } from './support/generate.js';
import { OPERATORS, PLAIN_OPERATORS, mutate } from './support/mutate.js';
import { isLegal } from './support/oracle.js';
import { REGISTER, library, service } from './support/services.js';
import type { Service } from './support/services.js';

const EVS = library('evs.ioa', 'EVS');
const ETO = library('eto.ioa', 'ETO');
const SVS = library('svs.ioa', 'SVS');
const REG = service(REGISTER, 'Register');

/** Much is delivered, little else happens. */
const WEIGHTS = {
  newView: 2,
  view: 2,
  leave: 1,
  cast: 6,
  send: 14,
  deliver: 30,
  block: 2,
  blockOk: 6,
  write: 2,
  ask: 4,
  apply: 8,
  look: 8,
  done: 8,
  answer: 16,
};
const SMALL = { Proc: 3, View: 3, Msg: 2, Val: 2 };

describe('a legal run', () => {
  const subjects: readonly (readonly [string, Service, readonly Method[]])[] = [
    ['EVS', EVS, ['linear', 'search']],
    ['ETO', ETO, ['linear', 'search']],
    ['SVS', SVS, ['linear', 'search']],
    ['Register', REG, ['search']],
  ];

  it.each(subjects)('of %s holds by every method', (_, subject, methods) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 60 }), (seed, steps) => {
        const recipe = { service: subject, sizes: SMALL, steps, seed, weights: WEIGHTS };
        expectHolds({ ...recipe, witness: true }, 'witness');
        for (const method of methods) expectHolds({ ...recipe, witness: false }, method);
      }),
      { numRuns: 25, examples: [[18, 59]] },
    );
  });

  it('of ETO holds for EVS too', () => {
    fc.assert(
      fc.property(fc.nat(), fc.boolean(), (seed, witness) => {
        const trace = generate({
          service: ETO,
          sizes: SMALL,
          steps: 50,
          seed,
          witness,
          weights: WEIGHTS,
        });
        expect(refineTrace(trace, EVS.automaton, { program: EVS.program })).toMatchObject({
          verdict: 'holds',
        });
      }),
      { numRuns: 15 },
    );
  });
});

describe('a forged run', () => {
  const multicast = Object.keys(OPERATORS);
  const plain = Object.keys(PLAIN_OPERATORS);
  const subjects: readonly (readonly [string, Service, readonly string[]])[] = [
    ['EVS', EVS, multicast],
    ['ETO', ETO, multicast],
    ['SVS', SVS, [...multicast, ...plain]],
    ['Register', REG, plain],
  ];
  const sizes = { Proc: 2, View: 2, Msg: 3, Val: 2 };

  it.each(subjects)('of %s is refused exactly when it is illegal', (_, subject, operators) => {
    const seen = { legal: 0, illegal: 0 };
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom(...operators),
        fc.boolean(),
        (seed, operator, witness) => {
          const recipe = { service: subject, sizes, steps: 22, seed, witness, weights: WEIGHTS };
          const mutant = mutate(generate(recipe), operator, randomFrom(seed));
          if (mutant === undefined) return;
          const legal = isLegal(mutant.trace, subject.automaton);
          if (legal === undefined) return;
          seen[legal ? 'legal' : 'illegal'] += 1;
          const { automaton, program } = subject;
          for (const methods of [undefined, ['search']] as const) {
            const options = methods === undefined ? { program } : { program, methods };
            const verdict = refineTrace(mutant.trace, automaton, options);
            expect(verdict.verdict).toBe(legal ? 'holds' : 'refuted');
          }
        },
      ),
      { numRuns: 70 },
    );
    expect(seen.legal).toBeGreaterThan(0);
    expect(seen.illegal).toBeGreaterThan(3);
  });
});

function expectHolds(recipe: Recipe, method: Method): void {
  const { automaton, program } = recipe.service;
  const trace = generate(recipe);
  const verdict = refineTrace(trace, automaton, { program, methods: [method] });
  const explained = 'reason' in verdict ? `${verdict.reason}\n${verdict.excerpt}` : '';
  // The search of a long log without hints may run out of its budget; it must not refuse it.
  if (method === 'search' && recipe.steps > 20 && verdict.verdict === 'unknown') return;
  expect(verdict, explained).toMatchObject({ verdict: 'holds', method });
}
