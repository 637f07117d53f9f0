// What a layer means: an automaton with a queue, and its composition with the service below.
import { describe, expect, it } from 'vitest';
import { findAutomaton, layerAutomaton, type Layer, type Program } from '@maat/spec-lang';
import { checkText, explore } from './explore.js';

const TEXT = `
automaton Post(Proc, Msg: type)
  type Letter = tuple of from: Proc, to: Proc, msg: Msg
  signature
    input  put(p: Proc, q: Proc, m: Msg)
    output get(p: Proc, q: Proc, m: Msg)
  states
    box: Set[Letter] := {}
  transitions
    input put(p, q, m)
      eff box := insert([p, q, m], box)
    output get(p, q, m)
      pre [q, p, m] \\in box

% Everyone hears of a message of q at most once.
automaton Once(Proc, Msg: type)
  signature
    input  tell(p: Proc, m: Msg)
    output hear(p: Proc, q: Proc, m: Msg)
  states
    told: Array[Proc, Set[Msg]] := constant({}),
    heard: Array[Proc, Proc, Set[Msg]] := constant({})
  transitions
    input tell(p, m)
      eff told[p] := insert(m, told[p])
    output hear(p, q, m)
      pre m \\in told[q];
          m \\notin heard[p, q]
      eff heard[p, q] := insert(m, heard[p, q])

layer Filter(Proc, Msg: type) over Post(Proc, packet) implements Once(Proc, Msg)
  constants limit: Nat := 1
  header first(n: Nat)
  states
    count: Nat := 0,
    me: Proc := self,
    seen: Map[Proc, Set[Msg]] := empty,
    everyone: Set[Proc] := {}
  on start
    eff everyone := { q : q: Proc }
  on above tell(m) where count < limit
    eff count := count + 1;
        for q: Proc in everyone do emit below put(q, m) with first(count) od
  on below get(q, m) with first(n) where m ~= nil /\\ ~(defined(seen, q) /\\ m.val \\in seen[q])
    eff seen[q] := insert(m.val, if defined(seen, q) then seen[q] else {});
        emit above hear(q, m.val)

invariant Counted of Filter: \\A p: Proc (Filter[p].count <= 1)
invariant OnlySent of Filter:
  \\A l \\in Post.box (l.msg.header = embed(first(1)) /\\ l.msg.body ~= nil)
invariant KnowsItself of Filter: \\A p: Proc (Filter[p].me = p)
`;

const program = checkText(TEXT);

describe('a layer at one process', () => {
  const filter = layerAutomaton(program, layerOf(program, 'Filter'));

  it('takes events from both sides, and gives out what it queued', () => {
    expect(filter.signature.map((a) => `${a.kind} ${a.name}`)).toEqual([
      'input tell',
      'output hear',
      'output below.put',
      'input below.get',
      'internal layer.start',
    ]);
    expect(filter.parameters.values.map((v) => v.name)).toEqual(['self']);
  });

  it('has a queue, and its constants have their values', () => {
    expect(filter.states.map((s) => s.name)).toEqual([
      'count',
      'me',
      'seen',
      'everyone',
      'queue',
      'started',
    ]);
    expect(JSON.stringify(filter.transitions)).not.toContain('"limit"');
  });
});

describe('a layer over its service', () => {
  it('has the external actions of the service that it implements', () => {
    const external = findAutomaton(program, 'Filter').signature.filter(
      (a) => a.kind !== 'internal',
    );
    const wanted = findAutomaton(program, 'Once').signature;
    expect(external.map((a) => `${a.kind} ${a.name}`)).toEqual(
      wanted.map((a) => `${a.kind} ${a.name}`),
    );
  });

  it('runs, and keeps its invariants', () => {
    const found = explore(program, 'Filter', 'Proc=2,Msg=1', 4_000);
    expect(found.broken).toEqual([]);
    expect(found.distinct).toBeGreaterThan(50);
    expect([...found.actions.keys()].sort()).toEqual([
      'below.get',
      'below.put',
      'hear',
      'layer.start',
      'tell',
    ]);
  });

  it('breaks them when a handler is faulty', () => {
    const faulty = TEXT.replace('where count < limit', '').replace(
      'count := count + 1',
      'count := 2',
    );
    expect(explore(checkText(faulty), 'Filter', 'Proc=2,Msg=1', 500).broken).toContain('Counted');
  });
});

function layerOf(p: Program, name: string): Layer {
  const unit = p.units.find((u) => u.name === name);
  if (unit?.kind !== 'layer') throw new Error(`no layer ${name}`);
  return unit;
}
