// Values that only a quantifier names: bounds through nested quantifiers, locals that an \E determines.
import { describe, expect, it } from 'vitest';
import { checkText, explore } from '../analyse/explore.js';

describe('numbers bounded inside of further quantifiers', () => {
  it('are bounded by the premises that speak of them alone', () => {
    const program = checkText(`
automaton Grid(n: Nat)
  signature internal step
  states at: Array[Nat, Nat, Nat] := constant(0), k: Nat := 0
  transitions internal step
    pre k < n;
        \\E a: Nat \\E b: Nat (a < n /\\ b <= a /\\ at[a, b] = 0)
    eff k := k + 1
invariant Empty of Grid:
  \\A a: Nat \\A b: Nat \\A c: Bool (a < n /\\ b < n => at[a, b] = 0)
`);
    expect(explore(program, 'Grid', 'n=3')).toMatchObject({ distinct: 4, broken: [] });
  });
});

describe('a local that an existential determines', () => {
  const program = checkText(`
automaton Nested(P: type)
  signature internal take
  states
    sets: Array[P, Set[Nat]] := constant({1, 2, 3}),
    last: Nat := 0
  transitions internal take
    local x: Nat
    pre \\E p: P (\\E y \\in sets[p] (y > 1 /\\ x = 2 * y))
    eff last := x
automaton Undefined(P: type)
  signature internal take
  states
    of: Map[P, Nat] := empty,
    last: Nat := 0
  transitions internal take
    local x: Nat
    pre \\E p: P (x = of[p])
    eff last := x
`);

  it('takes each value that a witness gives', () => {
    expect(explore(program, 'Nested', 'P=2').distinct).toBe(3);
  });

  it('takes none where the quantified term is undefined', () => {
    expect(explore(program, 'Undefined', 'P=2').distinct).toBe(1);
  });
});

/** A quantifier has no order: none of its values comes first and hides that there is no value for another. */
describe('a condition that is undefined for some values', () => {
  const enabledBy = (guard: string): boolean => {
    const program = checkText(`
automaton Asking(P: type)
  signature internal ask
  states
    of: Map[Nat, Nat] := update(empty, 1, 5),
    by: Map[P, Nat] := empty,
    log: Seq[Nat] := {4, 5},
    none: Seq[Nat] := {},
    asked: Bool := false
  transitions internal ask
    pre ${guard}
    eff asked := true
`);
    return explore(program, 'Asking', 'P=2').distinct === 2;
  };

  it.each([
    'of[1] = 5 \\/ (\\E k: Nat (of[k] = 5))',
    '\\E k \\in {1, 2} (defined(of, k) /\\ of[k] = 5)',
    '\\E k: Nat (k < len(log) /\\ log[k] = 5)',
    '\\A k: Nat (k < len(log) => log[k] > 3)',
    '\\A k: Nat (none ~= {} /\\ k < head(none) => k > 9)',
    '\\A k: Nat (k < 2 /\\ k > 3 /\\ k < head(none) => k > 9)',
    '\\A k: Nat (k mod head(log) = 1 /\\ k < 6 => k < 6)',
    '{ k : k: Nat where defined(of, k) /\\ of[k] > 3 } = {1}',
  ])('holds: %s', (guard) => {
    expect(enabledBy(guard)).toBe(true);
  });

  it.each([
    '\\E k \\in {1, 2} (of[k] = 5)',
    '~(\\A k \\in {1, 2} (of[k] = 4))',
    '~(\\A p: P (by[p] = 1))',
    '\\E k: Nat (of[k] = 5)',
    '\\E k: Nat (log[k] = 5)',
    '\\A k: Nat (k < head(none) => k > 9)',
    '\\A k: Nat (log[k] > 3 => k < 2)',
    '\\A k: Nat (k > 3 /\\ k < head(none) => k > 9)',
    '\\A k: Nat \\A j: Nat (j < k /\\ k < head(none) => j > 9)',
    '\\A k: Nat (\\A j \\in {of[k]} (k < 1 => j > 9))',
    '~(\\A k: Nat (log[k] = 4))',
    '\\A k: Nat (log[k] > 3 /\\ k < 2)',
    '{ k : k: Nat where of[k] > 3 } = {1}',
    'size({ k : k \\in {1, 2} where of[k] > 3 }) > 0',
  ])('has no value, and so does not hold: %s', (guard) => {
    expect(enabledBy(guard)).toBe(false);
  });
});

describe('arrays chosen cell by cell', () => {
  it('may be asked for more than their cells', () => {
    const program = checkText(`
automaton Tokens(P: type, k: Nat)
  signature internal move(p: P, q: P)
  states has: Array[P, Nat] := choose a where (\\A p: P (a[p] <= k)) /\\ (\\E p: P (a[p] = k /\\ \\A q: P (q ~= p => a[q] = 0)))
  transitions internal move(p, q)
    pre has[p] > 0 /\\ p ~= q
    eff has[p] := has[p] - 1; has[q] := has[q] + 1
automaton Bounded(P: type)
  signature output done
  states level: Array[P, Nat], over: Bool := false
    initially \\A p: P (level[p] < 3) /\\ (\\E p: P (level[p] = 2))
  transitions output done pre ~over eff over := true
`);
    expect(explore(program, 'Tokens', 'P=3,k=2').distinct).toBe(6);
    expect(explore(program, 'Bounded', 'P=2').distinct).toBe(10);
  });
});
