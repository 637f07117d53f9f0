// A layer over its service implements the service above, for any number of processes, views and messages;
// with a fault in the layer or in what is claimed it is not proved.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Solver } from '@maat/verifier';
import type { Mutant } from './driver.js';
import { anySolver, provedLayer } from './prover.js';
import { proofFile } from './sources.js';

let solver: Solver;

beforeAll(async () => {
  solver = await anySolver();
});

afterAll(async () => {
  await solver.close();
});

describe('proved', () => {
  it.each(['mnak', 'stable'])('%s', { timeout: 240_000 }, async (folder) => {
    const { goals, open, vacuous } = await provedLayer(solver, folder);
    expect(open).toEqual([]);
    expect(vacuous).toEqual([]);
    expect(goals).toBeGreaterThan(100);
  });
});

/** With a part of the name of a goal that is then open. */
const MUTANTS: readonly (Mutant & { readonly open: string })[] = [
  {
    name: 'delivers casts of strangers',
    layer: 'mnak',
    changes: [['cur = embed(v) /\\ o \\in members', 'cur = embed(v)']],
    open: 'step.below.receive.arriving',
  },
  {
    name: 'takes casts of another view',
    layer: 'mnak',
    changes: [['cur = embed(v) /\\ o \\in members', 'cur ~= nil /\\ o \\in members']],
    open: 'step.below.receive.arriving',
  },
  {
    name: 'delivers over a hole',
    layer: 'mnak',
    changes: [['got[o] < known[o] /\\ got[o] \\notin holes[o] do', 'got[o] < known[o] do']],
    open: 'step.data1.delivering',
  },
  {
    name: 'numbers casts from one',
    layer: 'mnak',
    changes: [['with data(cur.val, self, got[self])', 'with data(cur.val, self, got[self] + 1)']],
    open: 'step.cast.data',
  },
  {
    name: 'goes on counting in a new view',
    layer: 'mnak',
    changes: [['        got := constant(0);\n', '']],
    open: 'step.install.got',
  },
  {
    name: 'keeps what was cast in the old view',
    layer: 'mnak',
    changes: [['        kept := constant(empty);\n', '']],
    open: 'step.install.kept',
  },
  {
    name: 'answers with the wrong number',
    layer: 'mnak',
    changes: [
      [
        'transmit(q, kept[o][k]) with data(v, o, k)',
        'transmit(q, kept[o][k]) with data(v, o, k + 1)',
      ],
    ],
    open: 'step.below.receive.data',
  },
  {
    name: 'says that control traffic came from itself',
    layer: 'mnak',
    changes: [['emit above recv(q, m.val)', 'emit above recv(self, m.val)']],
    open: 'step.below.receive.passing',
  },
  {
    name: 'claims too little: not that what is kept was cast',
    layer: 'mnak',
    file: proofFile('mnak'),
    changes: [
      ['    Mnak[p].kept[o][k] = FifoView.sent[Mnak[p].cur.val, o][k])));', '    true)));'],
    ],
    open: 'step.deliver.data2.enabled',
  },
  {
    name: 'claims what is not so: that nothing is known before it is here',
    layer: 'mnak',
    file: proofFile('mnak'),
    changes: [
      ['k < Mnak[p].known[o] /\\ k \\notin Mnak[p].holes[o] =>', 'k < Mnak[p].known[o] =>'],
    ],
    open: 'step.want1.here',
  },
  {
    name: 'says that all casts are its own',
    layer: 'stable',
    changes: [['emit above deliver(v, q, m.val)', 'emit above deliver(v, self, m.val)']],
    open: 'step.below.deliver.delivering',
  },
  {
    name: 'delivers twice',
    layer: 'stable',
    changes: [
      [
        'emit above deliver(v, q, m.val)',
        'emit above deliver(v, q, m.val); emit above deliver(v, q, m.val)',
      ],
    ],
    open: 'step.deliver.deliver2.enabled',
  },
  {
    name: 'keeps a view to itself',
    layer: 'stable',
    changes: [[';\n        emit below install(v, S)', '']],
    open: 'step.install.cur',
  },
  {
    name: 'goes back to an older view',
    layer: 'stable',
    changes: [['on above install(v, S) where cur = nil \\/ cur.val < v', 'on above install(v, S)']],
    open: 'step.install.cur',
  },
  {
    name: 'claims too little: not who may have cast what is on its way up',
    layer: 'stable',
    file: proofFile('stable'),
    changes: [
      [
        '(Stable[p].pc.q = p \\/ Stable[p].pc.q \\in StableView.epoch[p, Stable[p].pc.v]) /\\\n    ',
        '',
      ],
    ],
    open: 'step.deliver.enabled',
  },
];

describe('not proved', () => {
  it.each(MUTANTS.map((m) => [m.layer, m.name, m] as const))(
    '%s %s',
    { timeout: 240_000 },
    async (folder, _name, mutant) => {
      const { open } = await provedLayer(solver, folder, mutant, mutant.open);
      expect(open).not.toEqual([]);
    },
  );
});
