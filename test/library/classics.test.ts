// The classics: explored to a small scope, their invariants hold, and a fault in them is found.
import { describe, expect, it } from 'vitest';
import { librarySource } from '@maat/spec-lang';
import { checkText, explore } from '../analyse/explore.js';

interface Classic {
  readonly file: string;
  readonly automaton: string;
  readonly scope: string;
  readonly distinct: number;
  /** A fault, and the invariant that it breaks. */
  readonly fault: readonly [text: string, faulty: string, breaks: string];
}

const CLASSICS: readonly Classic[] = [
  {
    file: 'lcr',
    automaton: 'LCR',
    scope: 'I=3',
    distinct: 73,
    fault: ['pending := insert(m, pending)', 'status := elected', 'GreatestLeads'],
  },
  {
    file: 'spanning-tree',
    automaton: 'SpanningTree',
    scope: 'Node=3,root=node0',
    distinct: 128,
    fault: ['if i ~= root /\\ up = nil then', 'if up = nil then', 'RootHasNoParent'],
  },
  {
    file: 'two-phase-commit',
    automaton: 'TwoPhase',
    scope: 'R=2',
    distinct: 499,
    fault: ['pre outcome = embed(c);', 'pre outcome ~= nil;', 'Agreement'],
  },
  {
    file: 'peterson',
    automaton: 'Peterson',
    scope: '',
    distinct: 92,
    fault: ['turn := other(p)', 'turn := p', 'MutualExclusion'],
  },
  {
    file: 'alternating-bit',
    automaton: 'AlternatingBit',
    scope: 'M=2,capacity=2',
    distinct: 276,
    fault: ['if b = expected then inbox', 'if true then inbox', 'NothingOldIsTaken'],
  },
  {
    file: 'view-synchrony',
    automaton: 'VSSystem',
    scope: 'Proc=2,View=1,Msg=1',
    distinct: 163,
    fault: [
      '[head(pending[p, v]), p]',
      '[head(pending[p, v]), least(created[v])]',
      'NothingForged',
    ],
  },
  {
    file: 'view-synchrony',
    automaton: 'TOSystem',
    scope: 'Proc=2,Msg=1',
    distinct: 38,
    fault: [
      '[head(pending[p]), p]',
      '[head(pending[p]), (least({ q : q: Proc }): Proc)]',
      'NothingForgedInOrder',
    ],
  },
];

describe.each(CLASSICS)('$automaton', ({ file, automaton, scope, distinct, fault }) => {
  const text = librarySource(`classics/${file}.ioa`)?.text ?? '';

  it('keeps its invariants', () => {
    const found = explore(checkText(text), automaton, scope);
    expect(found.broken).toEqual([]);
    expect(found.distinct).toBe(distinct);
  });

  it('breaks one when it is faulty', () => {
    const [right, wrong, broken] = fault;
    expect(text).toContain(right);
    const found = explore(checkText(text.replace(right, wrong)), automaton, scope, 5_000);
    expect(found.broken).toContain(broken);
  });
});
