// The two evaluators are one: closures give what the defining evaluator gives, on random expressions and runs.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  environment,
  evaluate,
  instantiate,
  keyOf,
  simulate,
  SpecError,
  stateKey,
  Undefined,
  type Expr,
  type Value,
} from '@maat/spec-lang';
import { SCOPE } from './arbitrary-values.js';
import { SORTS, expression, valuation } from './arbitrary-expressions.js';
import { automaton, num, variable } from './build.js';
import { instanceOf, program } from './texts.js';

const anyExpression: fc.Arbitrary<Expr> = fc
  .constantFrom(...Object.values(SORTS))
  .chain((sort) => expression(sort));

/** Only the names matter: the instance evaluates in states that the test gives. */
const holder = instantiate(
  automaton('Holder', {
    parameters: { types: ['Node'], values: [] },
    signature: [],
    states: Object.entries(SORTS).map(([name, sort]) => variable(name, sort, num(0))),
    transitions: [],
  }),
  SCOPE,
);

describe('the evaluators', () => {
  it('agree on random expressions, undefined ones included', () => {
    const seen = { value: 0, undefined: 0 };
    fc.assert(
      fc.property(anyExpression, valuation, valuation, (expr, state, given) => {
        const locals = new Map<string, Value>([...given, ['zero', 0]]);
        const slow = outcome(() => evaluate(expr, environment({ scope: SCOPE, state, locals })));
        const fast = outcome(() => holder.evaluate(expr, [...state.values()], locals));
        expect(fast).toBe(slow);
        seen[slow.startsWith('!') ? 'undefined' : 'value'] += 1;
      }),
      { numRuns: 3000 },
    );
    expect(Math.min(seen.value, seen.undefined)).toBeGreaterThan(100);
  });

  it.each([
    ['eto.ioa', 'ETO', 'Proc=2,View=2,Msg=2'],
    ['svs.ioa', 'SVS', 'Proc=2,View=2,Msg=1'],
    ['network.ioa', 'Network', 'Proc=2,Msg=2'],
  ])('agree on the steps of %s', (file, name, scope) => {
    const fast = instanceOf(program(`import "${file}"`), name, scope);
    const slow = fast.reference;
    for (const state of simulate(fast, { seed: 5, steps: 25 }).states) {
      const steps = fast.successors(state);
      expect(slow.successors(state)).toEqual(steps);
      for (const { step, states } of steps) {
        expect(fast.post(state, step).map(stateKey)).toEqual(states.map(stateKey));
        expect(fast.explain(state, step).every((e) => e.holds)).toBe(true);
      }
    }
  });
});

/** What an instance says before the reason. */
const PLACE = /^E\d+: (undefined term in )?an expression: /;

/** The value's key, or `!` when there is none. */
function outcome(run: () => Value): string {
  try {
    return keyOf(run());
  } catch (error) {
    if (error instanceof Undefined) return `!${error.message}`;
    if (error instanceof SpecError) return `!${error.message.replace(PLACE, '')}`;
    throw error;
  }
}
