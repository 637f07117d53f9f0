// Stacks in files of the user's own: compiled on the way, run, and held against their services.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, objectOf, REPOSITORY } from './call.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maat-own-'));
  cpSync(join(REPOSITORY, 'layers'), folder, {
    recursive: true,
    filter: (path) => !/(dist|src|generated|node_modules)$/.test(path),
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text.split(from).length).toBe(2);
  writeFileSync(
    join(folder, file),
    text.replace(from, () => to),
  );
}

/** Late messages meet the next view. */
const WEATHER = '--casts 300 --duration 2500ms --faults loss=0.1,reorder=0.1,delay=0.5..20';

const faults = [
  [
    'Mnak',
    'total',
    2,
    'if k \\in holes[o] then',
    'emit above deliver(v, o, m.val); if k \\in holes[o] then',
  ],
  [
    'Sync',
    'svs',
    1,
    'if \\A o: Proc \\in members (row[o] = cut[o]) then emit above synced(v) fi',
    'emit above synced(v)',
  ],
  ['Total', 'total', 1, 'holds := self = least(S)', 'holds := true'],
] as const;

describe('a fault in a layer of the user', () => {
  it.each(faults)('%s: is refuted by a run', async (layer, stack, seed, from, to) => {
    const life = `run stacks.ioa#${stack} --seed ${seed} --refine ${WEATHER}`.split(' ');
    const whole = await call(life, folder);
    expect(whole).toMatchObject({ code: 0, err: '' });
    change(`${layer.toLowerCase()}/${layer}.ioa`, from, to);
    const faulty = await call(life, folder);
    expect(faulty).toMatchObject({ code: 1, err: '' });
    expect(faulty.out).toContain('does not refine');
    expect(faulty.out).toContain(`replay: maat run stacks.ioa#${stack} --transport sim`);
  });

  it('is refuted by a group that does not come to rest', async () => {
    change('suspect/Suspect.ioa', 'with beat(beats, hears)', 'with beat(beats, {})');
    const life = 'run stacks.ioa#svs --casts 10 --duration 500ms --upheavals 0 --refine'.split(' ');
    const faulty = await call(life, folder);
    expect(faulty).toMatchObject({ code: 1, err: '' });
    expect(faulty.out).toContain('p0 is in a view of p0, and not of p0 p1 p2 p3');
  });
});

/** A service that is in no file of this repository: everybody hears the same words in the same order. */
const WORD = `import "group.ioa"

automaton Word(Proc, View, Msg: type) extends Group(Proc, View)
  type Saying = tuple of by: Proc, word: Msg
  signature
    input    say(p: Proc, m: Msg)
    internal fix(p: Proc)
    output   hear(p: Proc, q: Proc, m: Msg)
  states
    asked: Array[Proc, Seq[Msg]] := constant({}),
    said: Array[View, Seq[Saying]] := constant({}),
    heard: Array[View, Proc, Nat] := constant(0)
  transitions
    input say(p, m)
      eff asked[p] := asked[p] |- m
    internal fix(p)
      pre cur[p] ~= nil;
          ~(p \\in left);
          asked[p] ~= {}
      eff said[cur[p].val] := said[cur[p].val] |- [p, head(asked[p])];
          asked[p] := tail(asked[p])
    output hear(p, q, m)
      pre cur[p] ~= nil;
          ~(p \\in left);
          heard[cur[p].val, p] < len(said[cur[p].val]);
          said[cur[p].val][heard[cur[p].val, p]] = [q, m]
      eff heard[cur[p].val, p] := heard[cur[p].val, p] + 1
`;

describe("a derivation of the user's own", () => {
  const IMPORTS = ['member/Member', 'sync/Sync', 'suspect/Suspect', 'stable/Stable', 'mnak/Mnak']
    .map((name) => `import "${name}.ioa"\n`)
    .join('');
  const BELOW = 'Member over Sync over Suspect over Stable over Mnak over Network';

  it('is derived, compiled and run', async () => {
    writeFileSync(join(folder, 'word.ioa'), WORD);
    const derivation =
      'derivation Words from Word to Words = replicate(said); faultTolerant; messagePassing';
    writeFileSync(
      join(folder, 'mine.ioa'),
      `import "word.ioa"\n${IMPORTS}\n${derivation}\nstack mine = Words over ${BELOW}\n`,
    );
    const args = 'run mine.ioa --seeds 1..3 --casts 40 --duration 2s --json'.split(' ');
    const called = await call(args, folder);
    expect(called.err).toBe('');
    expect(objectOf(called)).toMatchObject({ verdict: 'holds', seeds: 3, unsettled: [] });
    // From elsewhere, too: what the derivation imports lies beside it.
    const there = await call([...args.slice(0, 1), `${folder}/mine.ioa`, ...args.slice(2)]);
    expect(objectOf(there)).toMatchObject({ verdict: 'holds' });
  });

  it('is refused in a place where what it gives does not fit', async () => {
    writeFileSync(
      join(folder, 'odd.ioa'),
      `import "mnak/Mnak.ioa"\nimport "total/derivation.ioa"\n\nstack odd = Total over Mnak over Network\n`,
    );
    const called = await call(['run', 'odd.ioa'], folder);
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toContain('error[E0710]: Total, as it is derived, runs over SVS');
    expect(called.err).toContain('odd.ioa:4:1');
  });
});

describe('what is wrong in the file is said with its place', () => {
  it.each([
    ['a sort that is not there', 'on above cast(m)', 'on above cats(m)', 'E0702', 'Mnak.ioa:49:'],
    [
      'a layer that cannot be run',
      'turn: Nat := 0  ',
      'turn: Nat := choose n where n < 3  ',
      'E0611',
      'Mnak.ioa:31:',
    ],
  ])('%s', async (_what, from, to, code, place) => {
    change('mnak/Mnak.ioa', from, to);
    const called = await call(['run', 'stacks.ioa#fifo', '--json'], folder);
    const told = objectOf(called);
    expect(called.code).toBe(2);
    expect(told['verdict']).toBe('invalid');
    expect(called.out).toContain(code);
    const plain = await call(['run', 'stacks.ioa#fifo'], folder);
    expect(plain.err).toContain(`mnak/${place}`);
  });

  it.each([
    ['stack high = Total over SVS', 'error[E0611]: high stands on SVS'],
    ['', 'mine.ioa: has no stack'],
    [
      'stack a = Mnak over Network\nstack b = Mnak over Network',
      'Say which: mine.ioa#a, mine.ioa#b.',
    ],
  ])('%s', async (text, message) => {
    writeFileSync(
      join(folder, 'mine.ioa'),
      `import "total/Total.ioa"\nimport "mnak/Mnak.ioa"\n${text}\n`,
    );
    const called = await call(['run', 'mine.ioa'], folder);
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toContain(message);
  });
});
