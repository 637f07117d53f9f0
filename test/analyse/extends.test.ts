// Extensions: the whole automaton that a child and its parent make, and that it only refines.
import { describe, expect, it } from 'vitest';
import { findAutomaton, printUnit } from '@maat/spec-lang';
import { checkLibrary, checkText, explore } from './explore.js';

const PARENT = `
automaton Counter(P: type)
  signature
    input  up(p: P, n: Nat)
    output show(p: P)
    internal reset
  states
    count: Array[P, Nat] := constant(0),
    shown: Set[P] := {}
  transitions
    input up(p, n)
      eff count[p] := mod(count[p] + 1, 3)
    output show(p)
      pre count[p] > 0
      eff shown := insert(p, shown)
    internal reset
      eff count := constant(0)
`;

describe('an extension', () => {
  it('reads the state as it was before the step of its parent', () => {
    const program = checkText(`${PARENT}
automaton Child(Q: type) extends Counter(Q)
  signature
  states
    before: Array[Q, Nat] := constant(0)
  transitions
    input up(q, k) where k = 7
      eff before[q] := count[q]
    internal reset
      eff before := constant(0)
invariant OneBehind of Child: \\A q: Q (before[q] <= 2)
`);
    const child = findAutomaton(program, 'Child');
    const up = child.transitions.filter((t) => t.action === 'up');
    expect(up.map((t) => t.eff.map((s) => ('target' in s ? s.target.name : s.kind)))).toEqual([
      ['before', 'count'],
      ['count'],
    ]);
    const text = printUnit(child);
    expect(text).toContain('extends Counter(Q)');
  });

  it('keeps the steps of the parent where its own clause does not apply', () => {
    const program = checkText(`${PARENT}
automaton Child(P: type) extends Counter(P)
  signature
  states
    late: Nat := 0
  transitions
    output show(p) where p = p
      pre late = 0
    internal reset
      pre late < 2
      eff late := late + 1
`);
    const child = findAutomaton(program, 'Child');
    const reset = child.transitions.find((t) => t.action === 'reset');
    expect(reset?.pre).toHaveLength(1);
    const shows = child.transitions.filter((t) => t.action === 'show');
    expect(shows.map((t) => t.pre.length)).toEqual([2, 1]);
  });

  it('never has a step that its parent has not', () => {
    const program = checkText(`
automaton Gate(P: type)
  signature output pass(p: P)
  states gone: Set[P] := {}
  transitions output pass(p) pre p \\notin gone eff gone := insert(p, gone)
automaton Ordered(P: type) extends Gate(P)
  signature
  states order: Seq[P] := {}
  transitions output pass(p) pre \\A q \\in elements(order) (q < p) eff order := order |- p
`);
    const gate = explore(program, 'Gate', 'P=3');
    const ordered = explore(program, 'Ordered', 'P=3');
    expect(gate.distinct).toBe(8);
    expect(gate.actions.get('pass')).toBe(12);
    expect(ordered.distinct).toBe(8);
    expect(ordered.actions.get('pass')).toBe(7);
  });

  it('runs its effects first and keeps the names of all guards', () => {
    const svs = findAutomaton(checkLibrary('eto.ioa'), 'ETO');
    expect(svs.sorts.map((s) => ('name' in s ? s.name : s.kind))).toEqual(['Entry']);
    const view = svs.transitions.filter((t) => t.action === 'view');
    expect(view).toHaveLength(1);
    expect(view[0]?.pre.map((g) => g.name).filter((n) => n !== '')).toEqual([
      'Self Inclusion',
      'Local Monotonicity',
      'Self Delivery',
      'Virtual Synchrony',
    ]);
    const assigned = view[0]?.eff.map((s) => ('target' in s ? s.target.name : s.kind));
    expect(assigned).toEqual(['next', 'prev', 'entered', 'cur']);
  });
});
