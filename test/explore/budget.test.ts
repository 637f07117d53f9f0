// A bounded environment: exact counts beside a hand-written search, and nothing hidden by the bound.
import { describe, expect, it } from 'vitest';
import { checkRefinement, explore, showBudget, withBudget, type Budget } from '@maat/verifier';
import { firstWrongStep } from '@maat/spec-lang';
import { instanceOf, invariantsIn, program } from '../semantics/texts.js';
import { reachable } from './hand-search.js';

const TANK = `
automaton Tank
  signature
    input fill(k: Nat) where 1 <= k /\\ k <= 2
    input tap(open: Bool)
    output drip
  states
    level: Nat := 0
  transitions
    input fill(k)
      eff level := level + k
    input tap(open) where open
      eff level := max(level - 1, 0)
    output drip
      pre level > 2
      eff level := level - 1

invariant Low of Tank: level < 5
`;

const budget = (total: number | undefined, of: Readonly<Record<string, number>> = {}): Budget => ({
  of: new Map(Object.entries(of)),
  ...(total === undefined ? {} : { total }),
});

const tank = (bound: Budget, text = TANK): ReturnType<typeof instanceOf> =>
  withBudget(instanceOf(program(text), 'Tank', ''), bound);

describe('a bounded environment', () => {
  it('makes an endless automaton finite, and its states are counted exactly', () => {
    const result = explore(tank(budget(3)));
    const byHand = reachable([[0, 0]], ([level = 0, given = 0]) => [
      ...(given < 3 ? [1, 2].map((k) => [level + k, given + 1]) : []),
      // A tap that stays shut is described by no clause: the state stays as it is, but the input has come.
      ...(given < 3
        ? [
            [Math.max(level - 1, 0), given + 1],
            [level, given + 1],
          ]
        : []),
      ...(level > 2 ? [[level - 1, given]] : []),
    ]);
    expect(result).toMatchObject({ verdict: 'holds', complete: true, ...byHand });
  });

  it('bounds inputs by name as well', () => {
    const result = explore(tank(budget(undefined, { fill: 2, tap: 0 })));
    expect(result).toMatchObject({ complete: true, verdict: 'holds' });
    expect(result.actions.get('tap')).toBe(0);
    const both = explore(tank(budget(1, { fill: 2 })));
    expect(both.actions.get('fill')).toBe(2);
  });

  it('gives a shortest counterexample that the reference semantics replays', () => {
    const instance = tank(budget(4));
    const result = explore(instance, { invariants: invariantsIn(program(TANK)) });
    expect(result.run?.steps.map((s) => s.args)).toEqual([[1], [2], [2]]);
    if (result.run === undefined) throw new Error('no run');
    expect(firstWrongStep(instance.reference, result.run)).toBeUndefined();
    expect(explore(tank(budget(2)), { invariants: invariantsIn(program(TANK)) }).verdict).toBe(
      'holds',
    );
  });

  it('leaves what is seen as it was', () => {
    const other = TANK.replace('pre level > 2', 'pre level > 3');
    expect(checkRefinement(tank(budget(3), other), tank(budget(undefined)))).toMatchObject({
      verdict: 'holds',
      complete: true,
    });
    const worse = TANK.replace('pre level > 2', 'pre level > 1');
    const refuted = checkRefinement(tank(budget(3), worse), tank(budget(undefined)));
    expect(refuted.failure?.run.steps.map((s) => s.action)).toEqual(['fill', 'drip']);
  });

  it('says which bound forbids a step', () => {
    const instance = tank(budget(0));
    const [start = []] = instance.initialStates();
    expect(instance.enabled(start)).toEqual([]);
    expect(instance.explain(start, { action: 'fill', args: [1] })).toMatchObject([
      { holds: false, text: 'inputs < 0' },
    ]);
  });

  it('is named as it was given, and refuses names that nothing has', () => {
    expect(showBudget(budget(2, { tap: 0 }))).toBe('inputs≤2,tap≤0');
    expect(showBudget(budget(undefined))).toBe('');
    expect(() => tank(budget(undefined, { spill: 1 }))).toThrow('Tank has no action spill');
  });
});
