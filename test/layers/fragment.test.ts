// Fragmentation: proved, run with messages of many pieces; each fault of the layer is neither proved nor passed by runs.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joined, pieceCount, pieces, schema, type Sink } from '@maat/layers';
import { codecOf, readBack, written, writtenSize, type Stack } from '@maat/runtime';
import type { Solver } from '@maat/verifier';
import { buildStack, judge } from './driver.js';
import { areFound, faultIn, type Fault } from './faulty.js';
import { anySolver, ENOUGH, provedLayer } from './prover.js';

let solver: Solver;
beforeAll(async () => {
  solver = await anySolver();
});
afterAll(async () => {
  await solver.close();
});

describe('the layer', () => {
  it('is proved to implement StableView', { timeout: 240_000 }, async () => {
    const { goals, open, vacuous } = await provedLayer(solver, 'fragment');
    expect([open, vacuous]).toEqual([[], []]);
    expect(goals).toBeGreaterThan(200);
  });

  it.each([1, 2, 3])('carries large messages through life %i', async (seed) => {
    expect(wrong(await buildStack('svs'), seed)).toBeUndefined();
  });
});

/** Messages of several pieces, some of which are under way when the view changes. */
function wrong(stack: Stack, seed: number, size = 2500): string | undefined {
  const life = { casts: 60, size, duration: 1500, upheavals: seed % 2 === 0 ? 0 : 4 };
  return judge({ stack, seed, ...life, watch: ['Fragment'] }).wrong;
}

describe('what is assumed of the codec', () => {
  const sort = schema.tuple('Packet', {
    header: schema.nullOf(schema.union('Header', { told: { k: schema.nat, to: schema.string } })),
    body: schema.nullOf(schema.seqOf(schema.setOf(schema.sort('Msg')))),
  });
  const codec = codecOf(sort, new Map());
  const refuse = (): never => {
    throw new TypeError('nothing is emitted');
  };
  const out: Sink = {
    above: refuse,
    below: refuse,
    fire: refuse,
    written: (message) => written(codec, message),
    size: (message) => writtenSize(codec, message),
    read: (text) => readBack(codec, text),
  };
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  const message = fc.record({
    header: fc.option(fc.record({ tag: fc.constant('told'), k: fc.nat(), to: text })),
    body: fc.constant(null),
  });

  it('holds: what was cut is the same when it is joined', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 1, max: 50 }), (m, size) => {
        const cut = pieces(out, m, size);
        expect(cut.size).toBeGreaterThanOrEqual(1);
        expect(cut.toArray().every((piece) => piece.length <= size)).toBe(true);
        expect(joined(out, cut, 'here')).toEqual(m);
        expect(pieceCount(out, m, size)).toBe(cut.size);
      }),
    );
  });

  it('and pieces of nothing are an undefined term', () => {
    const cut = pieces(out, { header: { tag: 'told', k: 1, to: 'me' }, body: null }, 3);
    expect(() => joined(out, cut.tail('here'), 'here')).toThrow('was not written so');
  });
});

const fault = faultIn('fragment');

/** With the beginning of the name of a goal that is then open. */
const FAULTS: readonly Fault[] = [
  fault(
    'delivers before the last piece',
    'if i + 1 = n then',
    'if i + 1 <= n then',
    'step.below.deliver',
  ),
  fault(
    'forgets the first piece',
    'parts[q] := parts[q] |- text;',
    'if 0 < i then parts[q] := parts[q] |- text fi;',
    'step.below.deliver',
  ),
  fault(
    'keeps what it has delivered',
    '          parts[q] := {};\n',
    '',
    'step.deliver.piece1.arriving',
  ),
  fault(
    'mixes what comes from others',
    'joined(parts[q])',
    'joined(parts[self])',
    'step.deliver.piece1',
  ),
  fault(
    'joins from the back',
    'parts[q] := parts[q] |- text',
    'parts[q] := text -| parts[q]',
    'step.below.deliver.parts',
  ),
  fault('sends the first piece only', 'texts[next])', 'texts[0])', 'step.cast1.piece'),
  fault(
    'leaves out the last piece',
    'while next < len(texts) do',
    'while next + 1 < len(texts) do',
    'step.cast1.between',
  ),
  fault('numbers pieces from one', 'piece(next,', 'piece(next + 1,', 'step.cast1.piece'),
  fault('says that there are more', 'len(texts), texts', 'len(texts) + 1, texts', 'step.cast1'),
  fault('does not begin with the first piece', '          next := 0;\n', '', 'step.cast.'),
  fault(
    'keeps pieces for the next view',
    '        parts := constant({});\n',
    '',
    'step.install.nothing',
  ),
  fault(
    'says that all is its own',
    'deliver(v, q, joined',
    'deliver(v, self, joined',
    'step.deliver.piece1',
  ),
  fault(
    'says that what came whole is its own',
    'deliver(v, q, m.val)',
    'deliver(v, self, m.val)',
    'step.deliver.deliver',
  ),
  fault(
    'delivers twice what came whole',
    'deliver(v, q, m.val);',
    'deliver(v, q, m.val); emit above deliver(v, q, m.val);',
    'step.deliver.deliver',
  ),
];

/** What goes as it is. */
const WHOLE = 10;

/** Between two views an origin's last message is seldom cut off, and then by a crash. */
const UNSEEN = ['keeps pieces for the next view'];

areFound(
  // Only what comes with a piece takes the prover long in the sound layer, too.
  FAULTS.map((f) => (f.open.startsWith('step.below.deliver') ? { ...f, rlimit: ENOUGH } : f)),
  {
    stack: 'svs',
    unseen: UNSEEN,
    life: (stack, seed) => (wrong(stack, seed) ?? wrong(stack, seed, WHOLE)) !== undefined,
  },
);
