// Choices: initial values, locals, effects with choose and ensuring, and the solving of parameters.
import { describe, expect, it } from 'vitest';
import { elementNames, seqOf, setOf, stateKey, type State } from '@maat/spec-lang';
import { instanceOf, program } from './texts.js';

function stepsOf(body: string, scope: string, state?: State): readonly string[] {
  const instance = instanceOf(program(`automaton A${body}`), 'A', scope);
  const here = state ?? instance.initialStates()[0] ?? [];
  const reference = instance.reference.successors(here);
  const found = instance.successors(here);
  expect(found).toEqual(reference);
  return found.flatMap(({ step, states }) =>
    states.map((s) => `${step.action} ${stateKey(step.args)} ${stateKey(s)}`),
  );
}

describe('initial states', () => {
  const initial = (text: string, scope = 'Node=2') =>
    instanceOf(
      program(
        `automaton A(Node: type)\n signature internal nop\n ${text}\n transitions internal nop`,
      ),
      'A',
      scope,
    ).initialStates();

  it('are all combinations that the conditions allow', () => {
    expect(initial('states a: Node := choose, b: Bool')).toHaveLength(4);
    expect(initial('states a: Nat := choose k where 1 <= k /\\ k < 4')).toEqual([[1], [2], [3]]);
    expect(initial('states a: Bool, b: Bool initially a => b')).toHaveLength(3);
    expect(initial('states s: Set[Node] := choose t where size(t) = 1')).toEqual(
      elementNames('Node', 2).map((n) => [setOf([n])]),
    );
  });

  it('are refused when there are none, or infinitely many', () => {
    expect(() => initial('states a: Bool initially a /\\ ~a')).toThrow(/E0608/);
    expect(() => initial('states a: Nat')).toThrow(/E0602.*Nat/);
    expect(() => initial('states a: Nat := choose k where k > 2')).toThrow(/E0603: nothing bounds/);
  });
});

describe('effects', () => {
  it('go every way that a choice allows, and none when it has no value', () => {
    const steps = (where: string) =>
      stepsOf(
        `
  signature internal pick
  states x: Nat := 0
  transitions
    internal pick
      eff x := choose k where k < 3 ${where};
          if x = 1 then x := choose k where k = 10 \\/ k = 11 fi`,
        '',
      );
    expect(steps('')).toEqual(['pick  0;', 'pick  10;', 'pick  11;', 'pick  2;']);
    expect(steps('/\\ k > 5')).toEqual([]);
  });

  it('keep the outcomes after which `ensuring` holds', () => {
    expect(
      stepsOf(
        `
  signature internal pick
  states x: Nat := 0
  transitions
    internal pick
      eff x := choose k where k < 5
      ensuring x mod 2 = 1`,
        '',
      ),
    ).toEqual(['pick  1;', 'pick  3;']);
  });

  it('loop in canonical order, and as long as a condition holds', () => {
    expect(
      stepsOf(
        `(Node: type)
  signature internal go
  states s: Seq[Node] := {}, k: Nat := 3, sum: Nat := 0
  transitions
    internal go
      eff for n: Node do s := s |- n od;
          while k > 0 do sum := sum + k; k := k - 1 od`,
        'Node=2',
      ),
    ).toEqual([`go  ${stateKey([seqOf(['node0', 'node1']), 0, 6])}`]);
  });

  it('assign along paths', () => {
    expect(
      stepsOf(
        `(Node: type)
  type Pair = tuple of a: Nat, b: Seq[Nat]
  signature internal go(n: Node)
  states m: Map[Node, Pair] := empty
  transitions
    internal go(n)
      eff m[n] := [1, {}];
          m[n].b := m[n].b |- 7;
          m[n].a := m[n].a + 1`,
        'Node=1',
      ),
    ).toEqual([`go 5'node0; {5'node0>(2,[7])};`]);
  });
});

describe('parameters', () => {
  const STATES = `
  type Packet = tuple of from: Node, n: Nat
  states wire: Set[Packet] := {}, log: Seq[Nat] := {}, seen: Map[Nat, Node] := empty`;
  const state: State = [
    setOf([
      { kind: 'tuple', fields: ['node0', 4] },
      { kind: 'tuple', fields: ['node1', 9] },
    ]),
    seqOf([4, 6]),
    {
      kind: 'map',
      entries: [
        [2, 'node0'],
        [5, 'node1'],
      ],
    },
  ];
  const found = (parameters: string, pre: string) => {
    const [types, states] = STATES.split('  states');
    const text = `(Node: type)${types ?? ''}  signature output go(${parameters})\n  states${states ?? ''}
  transitions
    output go(${parameters.replaceAll(/: \w+/g, '')})
      pre ${pre}`;
    return stepsOf(text, 'Node=2', state).map((s) => s.split(' ')[1]);
  };

  it.each([
    ['a tuple in a set', 'p: Node, k: Nat', '[p, k] \\in wire', ["5'node0;4;", "5'node1;9;"]],
    ['an equation', 'k: Nat', 'k = head(log)', ['4;']],
    ['an equation with a sum', 'k: Nat', 'k + 1 = head(log)', ['3;']],
    ['bounds', 'k: Nat', 'k <= 2; k ~= 1', ['0;', '2;']],
    [
      'bounds by another parameter',
      'j: Nat, k: Nat',
      'j < 2; j < k; k < 3',
      ['0;1;', '0;2;', '1;2;'],
    ],
    ['a position', 'k: Nat', 'log[k] > 4', ['1;']],
    ['a key', 'k: Nat, p: Node', 'seen[k] = p', ["2;5'node0;", "5;5'node1;"]],
    ['a defined key', 'k: Nat', 'defined(seen, k)', ['2;', '5;']],
    ['alternatives', 'k: Nat', 'k = 3 \\/ k \\in log', ['3;', '4;', '6;']],
    ['what is undefined', 'k: Nat', 'k = log[9]', []],
    ['a negative number', 'k: Nat', 'k + 9 = head(log)', []],
  ])('follow from %s', (_name, parameters, pre, expected) => {
    expect(found(parameters, pre)).toEqual(expected);
  });

  it('are the distinct values when locals have several', () => {
    const text = `(Node: type)
  signature output go(k: Nat)
  states log: Seq[Nat] := {}
  transitions
    output go(k)
      local j: Nat
      pre k = 5;
          j < 3
      eff log := log |- j`;
    expect(stepsOf(text, 'Node=1')).toEqual(['go 5; [0];', 'go 5; [1];', 'go 5; [2];']);
  });

  it('of inputs are enabled whether or not a clause describes them', () => {
    const text = `(Node: type)
  signature input put(k: Nat) where k < 3
  states log: Seq[Nat] := {}
  transitions
    input put(k) where k = 1
      eff log := log |- k`;
    expect(stepsOf(text, 'Node=1')).toEqual(['put 1; [1];', 'put 0; [];', 'put 2; [];']);
  });
});

describe('the scope', () => {
  const minting = `(Node: type, Id: type)
  signature internal name(k: Nat, n: Node)
  states used: Set[Id] := {}
  transitions
    internal name(k, n)
      pre k < 3
      eff used := {mint(k, n)}`;

  it('leaves out the steps that would mint more than it has', () => {
    const steps = stepsOf(minting, 'Node=2,Id=5');
    expect(steps.map((s) => s.split(' ')[2])).toEqual(
      ['id0', 'id1', 'id2', 'id3', 'id4'].map((id) => `{3'${id}};`),
    );
    const instance = instanceOf(program(`automaton A${minting}`), 'A', 'Node=2,Id=5');
    expect(instance.enabled(instance.initialStates()[0] ?? [])).toHaveLength(5);
  });

  it('can bound numbers that nothing else bounds', () => {
    const open = `(Node: type)
  signature input put(k: Nat)
  states log: Seq[Nat] := {}
  transitions
    input put(k) eff log := {k}`;
    expect(stepsOf(open, 'Node=1,Nat=3')).toEqual(['put 0; [0];', 'put 1; [1];', 'put 2; [2];']);
    expect(() => stepsOf(open, 'Node=1')).toThrow(/or give Nat=SIZE in the scope/);
  });

  it('can bound the numbers within tuples and unions, too', () => {
    const open = `
  type Wish = union of add(item: Bool, n: Nat), drop(item: Bool)
  signature input want(w: Wish, k: Null[Int])
  states last: Null[Wish] := nil
  transitions
    input want(w, k) eff last := embed(w)`;
    expect(new Set(stepsOf(open, 'Nat=2,Int=2')).size).toBe((2 * 2 + 2) * (1 + 3));
    expect(() => stepsOf(open, 'Int=2')).toThrow(/or give Nat=SIZE in the scope/);
  });
});
