// Instances: initial states, enabled steps, effects, explanations, on an automaton with every kind of clause.
import { describe, expect, it } from 'vitest';
import {
  BOOL,
  NAT,
  SpecError,
  elementNames,
  instantiate,
  seqOf,
  type Expr,
  type Scope,
  type Sort,
} from '@maat/spec-lang';
import {
  action,
  assign,
  at,
  automaton,
  bool,
  clause,
  is,
  local,
  num,
  op,
  quantified,
  state,
  variable,
} from './build.js';
import { instanceOf, invariantsIn, program } from './texts.js';

const NODE: Sort = { kind: 'uninterpreted', name: 'Node' };
const QUEUE: Sort = { kind: 'seq', of: NODE };
const COUNTS: Sort = { kind: 'array', index: [NODE], of: NAT };
const scope: Scope = { sorts: new Map([['Node', elementNames('Node', 3)]]), values: new Map() };

const queue = state('queue', QUEUE);
const counts = state('counts', COUNTS);
const n = local('n', NODE);

const put = action('input', 'put', [{ name: 'n', sort: NODE }]);
const get = action('output', 'get', [{ name: 'n', sort: NODE }]);
const look = action('output', 'look', [{ name: 'k', sort: NAT }]);

const zero = op('constant', COUNTS, num(0));
const buffer = automaton('Buffer', {
  parameters: { types: ['Node'], values: [] },
  signature: [put, get, look],
  states: [variable('queue', QUEUE, op('empty', QUEUE)), variable('counts', COUNTS, zero)],
  transitions: [
    clause(put, { eff: [assign('queue', QUEUE, op('append', QUEUE, queue, n))] }),
    clause(get, {
      pre: [is('eq', n, op('head', NODE, queue))],
      eff: [
        assign('queue', QUEUE, op('tail', QUEUE, queue)),
        assign('counts', COUNTS, op('plus', NAT, op('index', NAT, counts, n), num(1)), [at(n)]),
      ],
    }),
    clause(look, {
      pre: [is('eq', op('index', NODE, queue, local('k', NAT)), op('head', NODE, queue))],
    }),
  ],
});

describe('an instance', () => {
  const instance = instantiate(buffer, scope);
  const [start] = instance.initialStates();
  if (start === undefined) throw new Error('no initial state');
  const put0 = { action: 'put', args: ['node0'] };

  it('starts where the states section says', () => {
    expect(start).toEqual([seqOf([]), { kind: 'array', otherwise: 0, entries: [] }]);
  });

  it('offers inputs always and outputs when their guard holds', () => {
    expect(instance.enabled(start).map((s) => s.action)).toEqual(['put', 'put', 'put']);
    const [next] = instance.post(start, put0);
    if (next === undefined) throw new Error('put is an input');
    expect(instance.enabled(next)).toContainEqual({ action: 'get', args: ['node0'] });
    expect(instance.enabled(next)).toHaveLength(5);
  });

  it('bounds a number by the sequence that it indexes', () => {
    const state = [
      seqOf(['node1', 'node0', 'node1']),
      { kind: 'array', otherwise: 0, entries: [] },
    ] as const;
    const looks = instance.enabled(state).filter((s) => s.action === 'look');
    expect(looks.map((s) => s.args[0])).toEqual([0, 2]);
  });

  it('runs effects one after the other', () => {
    const [next] = instance.post(start, put0);
    const [last] = instance.post(next ?? [], { action: 'get', args: ['node0'] });
    expect(last).toEqual([seqOf([]), { kind: 'array', otherwise: 0, entries: [['node0', 1]] }]);
  });

  it('takes an undefined guard for false and explains it', () => {
    const get1 = { action: 'get', args: ['node1'] };
    expect(instance.post(start, get1)).toEqual([]);
    const [why] = instance.explain(start, get1);
    expect(why?.holds).toBe(false);
    expect(why?.text).toBe('n = head(queue)');
    expect(why?.terms).toContainEqual({
      term: 'head(queue)',
      value: 'undefined (head of an empty sequence)',
    });
    expect(instance.explain(start, { action: 'gte', args: [] })[0]?.conjunct).toBe(
      'no such action',
    );
  });

  it('gives the same steps whichever way it evaluates', () => {
    const slow = instantiate(buffer, scope, { plain: true });
    const state = [
      seqOf(['node1', 'node0']),
      { kind: 'array', otherwise: 0, entries: [] },
    ] as const;
    expect(slow.successors(state)).toEqual(instance.successors(state));
  });

  it('makes one value of arrays that agree everywhere', () => {
    const one = op('constant', COUNTS, num(1));
    const each = ['node0', 'node1', 'node2'].reduce<Expr>(
      (array, name) =>
        op('update', COUNTS, array, { ...local('x', NODE), kind: 'literal', value: name }, num(1)),
      zero,
    );
    expect(instance.evaluate(is('eq', one, each), start)).toBe(true);
  });
});

describe('what cannot be run', () => {
  it('lists everything that the scope lacks', () => {
    const needy = {
      ...buffer,
      parameters: { types: ['Node', 'View'], values: [{ name: 'N', sort: NAT }] },
    };
    expect(() => instantiate(needy, { sorts: new Map(), values: new Map() })).toThrow(
      'Buffer needs a scope: give Node=SIZE, View=SIZE, N=VALUE (a Nat)',
    );
  });

  it('reports an undefined term in an effect', () => {
    const drop = action('internal', 'drop');
    const bad = automaton('Bad', {
      signature: [drop],
      states: [variable('queue', QUEUE, op('empty', QUEUE))],
      transitions: [clause(drop, { eff: [assign('queue', QUEUE, op('tail', QUEUE, queue))] })],
    });
    const instance = instantiate({ ...bad, parameters: { types: ['Node'], values: [] } }, scope);
    const [start] = instance.initialStates();
    expect(() => instance.successors(start ?? [])).toThrow(
      'undefined term in the effect of drop: tail of an empty sequence',
    );
  });

  it('reports an unbounded parameter, and a negative Nat', () => {
    const k = local('k', NAT);
    const wild = action('output', 'wild', [{ name: 'k', sort: NAT }]);
    const bounded = clause(wild, {
      pre: [is('lt', k, num(3))],
      eff: [assign('x', NAT, op('minus', { kind: 'int' }, num(1), k))],
    });
    const make = (transition: typeof bounded) =>
      instantiate(
        automaton('Wild', {
          signature: [wild],
          states: [variable('x', NAT, num(0))],
          transitions: [transition],
        }),
        scope,
      );
    expect(() => make(clause(wild)).enabled([0])).toThrow(
      /E0603: nothing bounds the parameter of wild k: Nat/,
    );
    expect(() => make(clause(wild)).enabled([0])).toThrow(SpecError);
    expect(
      make(bounded)
        .enabled([0])
        .map((s) => s.args[0]),
    ).toEqual([0, 1, 2]);
    expect(() => make(bounded).post([0], { action: 'wild', args: [2] })).toThrow(/E0605/);
  });

  it.each([
    ['k + 2 < 5', 'lt', op('plus', NAT, local('k', NAT), num(2)), 5, [0, 1, 2]],
    ['2 + k <= 4', 'le', op('plus', NAT, num(2), local('k', NAT)), 4, [0, 1, 2]],
    ['k - 1 < 2', 'lt', op('minus', { kind: 'int' }, local('k', NAT), num(1)), 2, [0, 1, 2]],
    ['k + 3 < 2', 'lt', op('plus', NAT, local('k', NAT), num(3)), 2, []],
  ] as const)('bounds a number by a sum: %s', (_text, compare, sum, limit, values) => {
    const k = { name: 'k', sort: NAT };
    const instance = instantiate(buffer, scope);
    const [start = []] = instance.initialStates();
    const within = is(compare, sum, num(limit));
    const isThere = (n: number): boolean =>
      instance.evaluate(
        quantified('exists', k, is('and', within, is('eq', local('k', NAT), num(n)))),
        start,
      ) === true;
    const beyond = is('implies', within, is('lt', local('k', NAT), num(values.length)));
    expect([0, 1, 2, 3, 4].filter(isThere)).toEqual(values);
    expect(instance.evaluate(quantified('forall', k, beyond), start)).toBe(true);
  });

  it('refuses to quantify over all numbers, unless the body bounds them', () => {
    const k = { name: 'k', sort: NAT };
    const small = is('lt', local('k', NAT), num(5));
    const instance = instantiate(buffer, scope);
    const [start = []] = instance.initialStates();
    const all = (body: Expr) => instance.evaluate(quantified('forall', k, body), start);
    expect(all(is('implies', small, is('ne', local('k', NAT), num(4))))).toBe(false);
    expect(all(is('implies', small, is('ne', local('k', NAT), num(5))))).toBe(true);
    expect(() => all(bool(true))).toThrow(/E0603/);
    expect(
      instance.evaluate(
        quantified('exists', k, is('and', small, is('eq', local('k', NAT), num(3)))),
        start,
      ),
    ).toBe(true);
    expect(BOOL.kind).toBe('bool');
  });
});

describe('numbers that only another number bounds', () => {
  const SORTED = `
automaton Sorted
  signature
    output go
  states
    s: Seq[Nat] := {1, 3, 2}
  transitions
    output go
      pre \\A i: Nat (\\A j: Nat (i < j /\\ j < len(s) => s[i] < s[j]))
      eff s := {}

invariant Descends of Sorted: \\E i: Nat (\\E j: Nat (i < j /\\ j < len(s) /\\ s[i] > s[j]))
`;

  it('are bounded through it', () => {
    const p = program(SORTED);
    const instance = instanceOf(p, 'Sorted', '');
    const [start = []] = instance.initialStates();
    const [descends] = invariantsIn(p);
    if (descends === undefined) throw new Error('no invariant');
    expect(instance.predicate(descends.condition, 'Descends')(start)).toBe(true);
    expect(instance.enabled(start)).toEqual([]);
    const sorted = instanceOf(program(SORTED.replace('{1, 3, 2}', '{1, 2, 3}')), 'Sorted', '');
    expect(sorted.enabled(sorted.initialStates()[0] ?? [])).toHaveLength(1);
  });
});
