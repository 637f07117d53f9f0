/** Runs in the ITF format, read back: those that are runs of the automaton, those that are none, and what is no such file. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readItf,
  replayStates,
  runToItf,
  simulate,
  stateKey,
  valueFromItf,
  type Instance,
  type Replayed,
  type Run,
} from '@maat/spec-lang';
import { instanceOf, program } from './texts.js';

const kinds = program(`
automaton Kinds(n: Nat)
  type P
  type Side = enumeration of left, right
  type Pair = tuple of side: Side, count: Int
  type Case = union of none, some(p: Pair, q: P)
  signature
    input put(p: P, k: Nat) where k < n
    output flip(s: Side)
    internal grow
  states
    bag: Mset[P] := {},
    seen: Seq[Pair] := {},
    marks: Array[P, Nat] := constant(0),
    grid: Array[P, Side, Bool] := constant(false),
    last: Null[P] := nil,
    case: Case := none,
    owners: Map[P, Set[Int]] := empty,
    tape: Array[Nat, Nat] := constant(0),
    size: Int := 0
  transitions
    input put(p, k)
      eff bag := insert(p, bag);
          marks[p] := marks[p] + k;
          owners := update(owners, p, {size - k});
          tape[k] := 1;
          last := embed(p)
    output flip(s)
      pre last ~= nil
      eff grid[last.val, s] := ~grid[last.val, s];
          seen := seen |- [s, size];
          case := some([s, 1], last.val);
          last := nil
    internal grow
      eff size := size - 1
`);

const instances: readonly (readonly [string, Instance])[] = [
  ['Kinds', instanceOf(kinds, 'Kinds', 'P=2,n=2')],
  ['ETO', instanceOf(program('import "eto.ioa"'), 'ETO', 'Proc=2,View=2,Msg=2')],
];

function replay(instance: Instance, json: unknown): Replayed {
  const said = readItf(JSON.parse(JSON.stringify(json)), instance);
  if ('message' in said) throw new Error(`${said.path}: ${said.message}`);
  return replayStates(instance, said);
}

function keysOf(found: Replayed): readonly string[] {
  if (found.kind !== 'run') throw new Error(JSON.stringify(found));
  return found.run.states.map(stateKey);
}

interface Itf {
  vars: string[];
  states: Record<string, unknown>[];
}

const itfOf = (run: Run, instance: Instance): Itf =>
  JSON.parse(JSON.stringify(runToItf(run, instance))) as Itf;

describe.each(instances)('a run of %s that was written', (_, instance) => {
  it('is read as the same run, with its actions and without', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.boolean(), (seed, told) => {
        const run = simulate(instance, { seed, steps: 12 });
        const itf = itfOf(run, instance);
        if (!told) for (const state of itf.states) delete state['#meta'];
        const found = replay(instance, itf);
        expect(keysOf(found)).toEqual(run.states.map(stateKey));
        if (told && found.kind === 'run') expect(found.run.steps).toEqual(run.steps);
      }),
      { numRuns: 25 },
    );
  });

  it('is a run when its states say little', () => {
    const run = simulate(instance, { seed: 3, steps: 5 });
    const itf = itfOf(run, instance);
    const name = itf.vars[0] ?? '';
    itf.states = itf.states.map((s) => ({ '#meta': s['#meta'], [name]: s[name] }));
    expect(replay(instance, itf).kind).toBe('run');
  });

  it('is none when a state is left out or changed, and the place is told', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.integer({ min: 1, max: 9 }), (seed, at) => {
        const run = simulate(instance, { seed, steps: 10 });
        const itf = itfOf(run, instance);
        const after = run.states[at + 1];
        const reached = instance.post(run.states[at - 1] ?? [], run.steps[at] ?? none);
        fc.pre(after !== undefined && !reached.some((s) => stateKey(s) === stateKey(after)));
        itf.states.splice(at, 1);
        expect(replay(instance, itf)).toMatchObject({ kind: 'no run', wrong: { at } });
      }),
      { numRuns: 15 },
    );
  });
});

const none = { action: '', args: [] };

describe('a run that is none', () => {
  const instance = instanceOf(kinds, 'Kinds', 'P=2,n=2');
  const [first = '', second = ''] = instance.scope.sorts.get('P') ?? [];
  const number = (n: number): unknown => ({ '#bigint': String(n) });

  it.each([
    ['begins elsewhere', [{ size: 1 }], { at: 0, differs: [{ variable: 'size', said: 1, is: 0 }] }],
    [
      'takes a step that is not possible',
      [{}, { '#meta': { action: 'flip', args: { s: 'left' } } }],
      { at: 1, step: { action: 'flip', args: ['left'] }, obstacle: { text: 'last ~= nil' } },
    ],
    [
      'takes a step that is possible with no arguments',
      [{ size: 0 }, { '#meta': { action: 'flip' } }],
      { at: 1, step: { action: 'flip' }, obstacle: { holds: false } },
    ],
    [
      'is led elsewhere by its step',
      [{}, { '#meta': { action: 'grow' }, size: number(-2) }],
      { at: 1, step: { action: 'grow' }, differs: [{ variable: 'size', said: -2, is: -1 }] },
    ],
    [
      'is led elsewhere by every step',
      [{ size: 0 }, { size: -1 }, { size: -1, last: { tag: 'Some', value: first } }, { size: 5 }],
      { at: 3, differs: [{ variable: 'size', said: 5 }] },
    ],
    [
      'jumps with arguments that are told in part',
      [{}, { '#meta': { action: 'put', args: { k: 1 } }, marks: marks(0, 0) }],
      { at: 1, step: { action: 'put', args: [first, 1] }, differs: [{ variable: 'marks' }] },
    ],
  ])('%s', (_, states, wrong) => {
    expect(replay(instance, { vars: ['size'], states })).toMatchObject({ kind: 'no run', wrong });
  });

  it('is told from one that is: of what is not said, one that fits is found', () => {
    const states = [
      { size: 0 },
      { marks: marks(0, 1) },
      { size: -1 },
      { last: { tag: 'None', value: {} } },
    ];
    const found = replay(instance, { states });
    expect(found.kind === 'run' && found.run.steps.map((s) => s.action)).toEqual([
      'put',
      'grow',
      'flip',
    ]);
  });

  function marks(one: number, other: number): unknown {
    return {
      '#map': [
        [first, one],
        [second, number(other)],
      ],
    };
  }
});

describe('what is no run at all', () => {
  const instance = instanceOf(kinds, 'Kinds', 'P=2,n=2');

  it.each([
    ['', [], '[] is not an object with vars and states'],
    ['states', {}, 'nothing is not a list of states'],
    ['states', { states: [] }, 'a run has a first state'],
    ['states[1]', { states: [{}, 5] }, '5 is not a state'],
    ['loop', { states: [{}], loop: 0 }, 'runs that go on for ever are not read'],
    ['vars[1]', { vars: ['size', 'sise'], states: [{}] }, 'Kinds has no variable "sise"'],
    ['states[0].sise', { states: [{ sise: 1 }] }, 'Kinds has no variable "sise"'],
    ['states[0].size', { states: [{ size: 'x' }] }, '"x" is not of sort Int'],
    ['states[0].size', { states: [{ size: 0.5 }] }, '0.5 is not of sort Int'],
    ['states[0].size', { states: [{ size: { '#bigint': '1e3' } }] }, 'is not of sort Int'],
    ['states[0].bag.#map[0][1]', { states: [{ bag: { '#map': [['p9', -1]] } }] }, ''],
    ['states[0].marks', { states: [{ marks: { '#map': [] } }] }, 'nothing is said of index'],
    ['states[0].seen[0]', { states: [{ seen: [{ side: 'left' }] }] }, 'the field count is missing'],
    ['states[0].last.tag', { states: [{ last: { tag: 'No' } }] }, '"No" is not None or Some'],
    ['states[0].case.tag', { states: [{ case: { tag: 'x' } }] }, '"x" is not a case of Case'],
    ['states[1].#meta.action', { states: [{}, { '#meta': { action: 'x' } }] }, 'no action "x"'],
    [
      'states[1].#meta.args.z',
      { states: [{}, { '#meta': { action: 'grow', args: { z: 1 } } }] },
      'grow has no such parameter',
    ],
  ])('at %s', (path, json, message) => {
    const [p0] = instance.scope.sorts.get('P') ?? [];
    const text = JSON.stringify(json).replace('p9', p0 ?? '');
    const found = readItf(JSON.parse(text), instance);
    expect(found).toMatchObject({ path });
    expect('message' in found && found.message).toContain(message);
  });

  it('is told with the names that there are', () => {
    const sort = { kind: 'uninterpreted', name: 'P' } as const;
    const [one, two] = instance.scope.sorts.get('P') ?? [];
    expect(valueFromItf('nobody', sort, instance.scope)).toEqual({
      ok: false,
      path: '',
      message: `"nobody" is none of P: here these are ${one}, ${two}`,
    });
  });
});
