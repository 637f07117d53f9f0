// Composition: the automaton that several make together, against models written by hand.
import { describe, expect, it } from 'vitest';
import { findAutomaton } from '@maat/spec-lang';
import { checkLibrary, checkText, explore } from './explore.js';

describe('leader election in a ring', () => {
  const program = checkLibrary('classics/lcr.ioa');

  it('has the states that a hand-written model has', () => {
    for (const size of [2, 3]) {
      const found = explore(program, 'LCR', `I=${size}`);
      expect(found.distinct).toBe(ringStates(size));
      expect(found.broken).toEqual([]);
    }
  });

  it('has one variable for all components of a name', () => {
    const lcr = findAutomaton(program, 'LCR');
    expect(lcr.states.map((s) => s.name)).toEqual(['P.pending', 'P.status', 'C.contents']);
    expect(lcr.signature.map((a) => `${a.kind} ${a.name}`).sort()).toEqual([
      'input vote',
      'output RECEIVE',
      'output SEND',
      'output leader',
    ]);
  });
});

/** LCR over processes 0 … size-1 whose names are their numbers, counted without the language. */
function ringStates(size: number): number {
  type Ring = { status: number[]; pending: number[][]; channel: number[][] };
  const everyone = Array.from({ length: size }, (_, i) => i);
  const start: Ring = {
    status: everyone.map(() => 0),
    pending: everyone.map((i) => [i]),
    channel: everyone.map(() => []),
  };
  const seen = new Set<string>();
  const queue = [start];
  while (queue.length > 0) {
    const ring = queue.pop() ?? start;
    const key = JSON.stringify(ring);
    if (seen.has(key)) continue;
    seen.add(key);
    const step = (change: (next: Ring) => void): void => {
      const next = structuredClone(ring);
      change(next);
      queue.push(next);
    };
    step((n) => {
      n.status = n.status.map((s) => (s === 0 ? 1 : s));
    });
    for (const i of everyone) {
      const right = (i + 1) % size;
      const move = (from: number[], m: number): void => void from.splice(from.indexOf(m), 1);
      for (const m of new Set(ring.status[i] === 0 ? [] : ring.pending[i]))
        step((n) => {
          move(n.pending[i] ?? [], m);
          n.channel[i] = [...(n.channel[i] ?? []), m].sort();
        });
      for (const m of new Set(ring.channel[i]))
        step((n) => {
          move(n.channel[i] ?? [], m);
          if (m > right) n.pending[right] = [...(n.pending[right] ?? []), m].sort();
          if (m === right && n.status[right] !== 3) n.status[right] = 2;
        });
      if (ring.status[i] === 2)
        step((n) => {
          n.status[i] = 3;
        });
    }
  }
  return seen.size;
}

describe('hiding', () => {
  const TEXT = `
automaton Source(N: type)
  signature output tell(n: N)
  states told: Set[N] := {}
  transitions output tell(n) pre ~(n \\in told) eff told := insert(n, told)
automaton Sink(N: type, k: N)
  signature input tell(n: N)
  states last: Null[N] := nil
  transitions input tell(n) where n = k eff last := embed(n)
automaton Both(N: type, k: N)
  components S: Source(N); T: Sink(N, k)
  hidden tell(n: N) where n = k
automaton Silent(N: type, k: N)
  components S: Source(N); T: Sink(N, k)
  hidden tell(n: N)
`;
  const program = checkText(TEXT);

  it('makes all steps of an action internal', () => {
    const kinds = findAutomaton(program, 'Silent').signature.map((a) => `${a.kind} ${a.name}`);
    expect(kinds).toEqual(['internal tell']);
  });

  it('splits an action of which only some steps are hidden', () => {
    const both = explore(program, 'Both', 'N=3,k=n0');
    expect(Object.fromEntries(both.actions)).toEqual({ tell: 8, 'hidden.tell': 4 });
    expect(both.distinct).toBe(8);
  });
});

describe('initial values', () => {
  const program = checkText(`
automaton Dice
  signature output roll
  states
    low: Nat,
    high: Nat := choose n where n \\in {3, 4},
    rolled: Bool := false
    initially 1 <= low /\\ low <= 2 /\\ low < high
  transitions output roll pre ~rolled eff rolled := true
automaton Table(P: type)
  components D[p: P]: Die(P, p)
automaton Die(P: type, p: P)
  signature output roll(const p)
  states shown: Nat := choose n where 1 <= n /\\ n <= 3
  transitions output roll(p) pre shown < 3 eff shown := shown + 1
`);

  it('are bounded by initially where the sort is not', () => {
    expect(explore(program, 'Dice', '').distinct).toBe(8);
  });

  it('are chosen for each component by itself', () => {
    expect(explore(program, 'Table', 'P=2').distinct).toBe(9);
  });
});

describe('an index that the parameters leave open', () => {
  const program = checkText(`
automaton Cell(N: type, n: N)
  signature
    input reset
    internal grow
  states x: Nat := 0
  transitions
    input reset eff x := 0
    internal grow pre x < 2 eff x := x + 1
automaton Cells(N: type)
  components C[n: N]: Cell(N, n)
invariant Small of Cells: \\A n: N (C[n].x <= 2)
`);

  it('is chosen with an internal step, and an input reaches all', () => {
    const found = explore(program, 'Cells', 'N=2');
    expect(found.distinct).toBe(9);
    expect(found.actions.get('grow')).toBe(12);
    expect(found.broken).toEqual([]);
  });
});
