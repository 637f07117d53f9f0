// Services of somebody's own, logs written by hand: the verdict is right, and the message says what a person would.
import { describe, expect, it } from 'vitest';
import { refineTrace } from '@maat/verifier';
import type { TraceVerdict } from '@maat/verifier';
import { byHand } from './support/by-hand.js';
import { service } from './support/services.js';
import type { Service } from './support/services.js';

const FENCING = service(
  `
% Each grant carries a larger number than all before it; the store refuses writes with a smaller one than it has seen.
automaton Fencing(Proc: type)
  signature
    input    acquire(p: Proc)
    internal grant(p: Proc)
    internal expire
    output   granted(p: Proc, token: Nat)
    input    write(p: Proc, token: Nat)
    internal apply(p: Proc)
    output   written(p: Proc, ok: Bool)
  states
    waiting: Set[Proc] := {},
    holder: Null[Proc] := nil,
    last: Nat := 0,
    mine: Array[Proc, Nat] := constant(0),
    told: Array[Proc, Bool] := constant(true),
    highest: Nat := 0,
    asked: Array[Proc, Null[Nat]] := constant(nil),
    answer: Array[Proc, Null[Bool]] := constant(nil)
  transitions
    input acquire(p)
      eff waiting := insert(p, waiting)
    internal grant(p)
      pre p \\in waiting; holder = nil
      eff holder := embed(p); waiting := delete(p, waiting);
          last := last + 1; mine[p] := last; told[p] := false
    internal expire
      pre holder ~= nil
      eff holder := nil
    output granted(p, token)
      pre ~told[p];
          %! Fencing
          token = mine[p]
      eff told[p] := true
    input write(p, token)
      eff asked[p] := embed(token)
    internal apply(p)
      pre asked[p] ~= nil
      eff answer[p] := embed(asked[p].val >= highest);
          highest := if asked[p].val >= highest then asked[p].val else highest;
          asked[p] := nil
    output written(p, ok)
      pre answer[p] ~= nil;
          %! Stale Writers Are Refused
          ok = answer[p].val
      eff answer[p] := nil
`,
  'Fencing',
);

const BUFFER = service(
  `
automaton Buffer(Proc, Item: type, capacity: Nat)
  signature
    input    put(p: Proc, x: Item)
    internal accept(p: Proc)
    output   stored(p: Proc)
    input    get(p: Proc)
    output   got(p: Proc, x: Item)
  states
    queue: Seq[Item] := {},
    offered: Array[Proc, Null[Item]] := constant(nil),
    done: Array[Proc, Bool] := constant(false),
    wants: Array[Proc, Bool] := constant(false)
  transitions
    input put(p, x)
      eff offered[p] := embed(x)
    internal accept(p)
      pre offered[p] ~= nil;
          %! Bounded
          len(queue) < capacity
      eff queue := queue |- offered[p].val; offered[p] := nil; done[p] := true
    output stored(p)
      pre done[p]
      eff done[p] := false
    input get(p)
      eff wants[p] := true
    output got(p, x)
      pre wants[p]; queue ~= {};
          %! First In First Out
          x = head(queue)
      eff queue := tail(queue); wants[p] := false
`,
  'Buffer',
);

const COUNTER = service(
  `
automaton Counter(Proc: type)
  signature
    input    inc(p: Proc, by: Nat)
    internal add(p: Proc)
    output   done(p: Proc)
    input    ask(p: Proc)
    output   is(p: Proc, n: Nat)
  states
    total: Nat := 0,
    todo: Array[Proc, Nat] := constant(0),
    did: Array[Proc, Bool] := constant(false),
    asked: Array[Proc, Bool] := constant(false)
  transitions
    input inc(p, by)
      eff todo[p] := todo[p] + by
    internal add(p)
      pre todo[p] > 0
      eff total := total + todo[p]; todo[p] := 0; did[p] := true
    output done(p)
      pre did[p]
      eff did[p] := false
    input ask(p)
      eff asked[p] := true
    output is(p, n)
      pre asked[p];
          %! Nothing Lost
          n = total
      eff asked[p] := false
`,
  'Counter',
);

type Logs = Readonly<Record<string, string>>;

describe('logs written by hand hold', () => {
  const right: readonly (readonly [string, Service, Logs])[] = [
    [
      'of a fencing lock, with grants and an expiry that nobody wrote down',
      FENCING,
      {
        a: 'acquire; granted 1; write 1; written false',
        b: 'acquire; granted 2; write 2; written true',
      },
    ],
    [
      'of a buffer that was full for a while',
      BUFFER,
      { a: 'put 1; stored; put 2; stored; put 3; stored', b: 'get; got 1; get; got 2' },
    ],
    [
      'of a counter that was read in between',
      COUNTER,
      { a: 'inc 2; done; ask; is 5', b: 'inc 3; ask; is 2; done' },
    ],
  ];
  it.each(right)('%s', (_, subject, logs) => {
    expect(judge(subject, logs)).toMatchObject({ verdict: 'holds', method: 'search' });
  });
});

describe('logs written by hand are refused', () => {
  const wrong: readonly (readonly [string, Service, Logs, string, string])[] = [
    [
      'where two have one token',
      FENCING,
      { a: 'acquire; granted 1; write 1; written true', b: 'acquire; granted 1' },
      'granted(b, 1)',
      'violates Fencing: token = mine[p] is false, where token = 1, mine[p] = 2, even after expire(), grant(b)',
    ],
    [
      'where a stale writer succeeds',
      FENCING,
      { a: 'acquire; granted 1; acquire; granted 2; write 2; written true; write 1; written true' },
      'written(a, true)',
      'violates Stale Writers Are Refused: ok = answer[p].val is false, where ok = true, answer[p] = embed(false), even after apply(a)',
    ],
    [
      'where a buffer holds too much',
      BUFFER,
      { a: 'put 1; stored; put 2; stored; put 3; stored; put 4; stored', b: 'get; got 1' },
      'stored(a)',
      'no behaviour explains stored(a): done[p] is false',
    ],
    [
      'where a buffer gives out of order',
      BUFFER,
      { a: 'put 1; stored; put 2; stored', b: 'get; got 2' },
      'got(b, 2)',
      'violates First In First Out: x = head(queue) is false, where x = 2, head(queue) = 1',
    ],
    [
      'where an increment is lost',
      COUNTER,
      { a: 'inc 2; done; ask; is 5; ask; is 2', b: 'inc 3; done' },
      'is(a, 2)',
      'violates Nothing Lost: n = total is false, where n = 2, total = 5',
    ],
  ];
  it.each(wrong)('%s', (_, subject, logs, event, reason) => {
    const verdict = judge(subject, logs);
    expect(verdict).toMatchObject({ verdict: 'refuted', event });
    expect('reason' in verdict && verdict.reason).toContain(reason);
  });

  it('with what the service could not do to help', () => {
    const logs = { a: 'put 1; stored; put 2; stored; put 3; stored' };
    const verdict = judge(BUFFER, logs);
    expect('blocked' in verdict && verdict.blocked[0]).toEqual({
      step: 'accept(a)',
      label: 'Bounded',
      conjunct: 'len(queue) < capacity',
      values: [
        { term: 'len(queue)', value: '2' },
        { term: 'capacity', value: '2' },
      ],
    });
  });
});

function judge(subject: Service, logs: Logs): TraceVerdict {
  const { automaton, program } = subject;
  const values = new Map(automaton.parameters.values.map(({ name }) => [name, 2]));
  const scope = { sorts: new Map<string, readonly string[]>(), values };
  return refineTrace(byHand(automaton, logs), automaton, { program, scope });
}
