// Input clauses in a composition: overlapping ones branch, and each component makes its own choices.
import { describe, expect, it } from 'vitest';
import { findAutomaton, printUnit } from '@maat/spec-lang';
import { checkText, explore } from './explore.js';

const SOURCE = `
automaton Source
  signature output a(n: Nat)
  states k: Nat := 0
  transitions output a(n) pre n = k; k < 3 eff k := k + 1
`;

describe('overlapping clauses of an input', () => {
  const program = checkText(`${SOURCE}
automaton Sink
  signature input a(n: Nat)
  states x: Nat := 0
  transitions
    input a(n) where n > 0 eff x := x + 1
    input a(n) where n < 2 eff x := x + 10
automaton Both
  components S: Source; T: Sink
automaton Alone
  signature internal a(n: Nat)
  states k: Nat := 0, x: Nat := 0
  transitions
    internal a(n) where n > 0 pre n = k; k < 3 eff k := k + 1; x := x + 1
    internal a(n) where n < 2 pre n = k; k < 3 eff k := k + 1; x := x + 10
`);

  it('branch in a composition as they do in one automaton', () => {
    // k=0: only the second; k=1: both; k=2: only the first
    for (const name of ['Both', 'Alone']) {
      const found = explore(program, name, '');
      expect([name, found.distinct, found.actions.get('a')]).toEqual([name, 6, 5]);
    }
  });

  it('are told apart by a choice in the effect', () => {
    const text = printUnit(findAutomaton(program, 'Both'));
    expect(text).toContain('pick := choose pick');
  });
});

describe('an input that reaches every component', () => {
  const COUNTERS = `
automaton Clock
  signature output tick
  states on: Bool := true
  transitions output tick pre on eff on := false
automaton Counter(I: type, i: I)
  signature input tick
  states x: Nat := 0
  transitions
    input tick eff x := x + 1
    input tick eff x := x + 2
automaton Counters(I: type)
  components K: Clock; C[i: I]: Counter(I, i)
`;

  it('lets each of them take the clause it likes', () => {
    const program = checkText(COUNTERS);
    for (const [size, states] of [
      [1, 3],
      [2, 5],
      [3, 9],
    ] as const)
      expect(explore(program, 'Counters', `I=${size}`).distinct).toBe(states);
  });

  it('lets each of them choose its own locals', () => {
    const program = checkText(`
automaton Clock
  signature output tick
  states on: Bool := true
  transitions output tick pre on eff on := false
automaton Die(I: type, i: I)
  signature input tick
  states shown: Nat := 0
  transitions
    input tick where \\E n: Nat (1 <= n /\\ n <= 3)
      local n: Nat
      pre 1 <= n /\\ n <= 3
      eff shown := n
automaton Dice(I: type)
  components K: Clock; D[i: I]: Die(I, i)
`);
    expect(explore(program, 'Dice', 'I=2').distinct).toBe(10);
  });
});

describe('ensuring of an input', () => {
  it('keeps what the component allows, of each component by itself', () => {
    const program = checkText(`
automaton Clock
  signature output tick
  states on: Bool := true
  transitions output tick pre on eff on := false
automaton Die(I: type, i: I)
  signature input tick
  states shown: Nat := 0
  transitions
    input tick
      eff shown := choose n where n < 6
      ensuring shown > 2
automaton Dice(I: type)
  components K: Clock; D[i: I]: Die(I, i)
`);
    expect(explore(program, 'Dice', 'I=2').distinct).toBe(10);
  });
});

describe('patterns of an input that take a term apart', () => {
  it('bind what the term determines, also where the clause does not apply', () => {
    const program = checkText(`${SOURCE}
automaton Before
  signature input a(n: Nat)
  states y: Nat := 0
  transitions
    input a(m + 1) eff y := m
automaton Pair
  components S: Source; B: Before
`);
    expect(explore(program, 'Pair', '').distinct).toBe(4);
  });
});

describe('clauses that exclude each other', () => {
  it('stay a plain conditional', () => {
    const program = checkText(`${SOURCE}
automaton Sink
  signature input a(n: Nat)
  states x: Nat := 0
  transitions
    input a(n) where n > 1 eff x := x + 1
    input a(n) where n < 1
    input a(1) eff x := 7
automaton Pair
  components S: Source; T: Sink
`);
    const text = printUnit(findAutomaton(program, 'Pair'));
    expect(text).not.toContain('choose');
    expect(explore(program, 'Pair', '').distinct).toBe(4);
  });
});
