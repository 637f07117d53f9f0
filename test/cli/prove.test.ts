// `maat prove`: verdicts and exit codes, what it writes, what it remembers, and whom a certificate convinces.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf, type Called } from './call.js';

const session = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../sessions/${name}`, import.meta.url)), 'utf8');
const FILES = { 'good.ioa': session('outbox.ioa'), 'bad.ioa': session('forging-office.ioa') };

/** A layer that passes on what it is told, and what is claimed of it. */
const LAYER = {
  'tell.ioa': `% What arrives at a process was told by the process that it names; a layer that passes it on without more ado.

import "network.ioa"

automaton Gossip(Proc, Msg: type)
  signature
    input  tell(p: Proc, q: Proc, m: Msg)
    output hear(p: Proc, q: Proc, m: Msg)
  states
    told: Array[Proc, Proc, Set[Msg]] := constant({})
  transitions
    input tell(p, q, m)
      eff told[p, q] := insert(m, told[p, q])
    output hear(p, q, m)
      pre m \\in told[q, p]

layer Tell(Proc, Msg: type) over Network(Proc, packet) implements Gossip(Proc, Msg)
  header none
  states
    heard: Bool := false
  on above tell(q, m)
    eff emit below transmit(q, m)
  on below receive(q, m) where m ~= nil
    eff heard := true;
        emit above hear(q, m.val)
`,
  'proof.ioa': `import "tell.ioa"

forward simulation TellTells from Tell to Gossip:
  %! wire
  \\A d: Datagram (d \\in Network.wire =>
    d.msg.body ~= nil /\\ d.msg.body.val \\in Gossip.told[d.from, d.to]);
  %! hearing
  \\A p: Proc (tag(Tell[p].pc) = receive1 =>
    Tell[p].pc.m ~= nil /\\ Tell[p].pc.m.val \\in Gossip.told[Tell[p].pc.q, p])
`,
};

/** Questions behind the obligations of the good one; that its cases are not empty is shown by runs. */
const PARTS = 13;
/** Some of them are asked in the same words, and so but once. */
const QUESTIONS = 10;

type Entry = Record<string, unknown>;
interface Loose {
  theorems: { obligations: Entry[] }[];
}

function edit(folder: string, file: string, change: (certificate: Loose) => void): void {
  const certificate = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Loose;
  change(certificate);
  writeFileSync(join(folder, file), JSON.stringify(certificate));
}

const prove = (folder: string, ...args: readonly string[]): Promise<Called> =>
  call(['prove', ...args], folder);

describe('maat prove', () => {
  it('proves or does not, and says so by its exit code and in JSON', async () => {
    await inFolder(FILES, async (folder) => {
      const good = await prove(folder, 'good.ioa', '--json');
      expect(good.code).toBe(0);
      const { verdict, command, obligations } = objectOf(good);
      expect([verdict, command]).toEqual(['holds', 'prove']);
      expect(obligations).toHaveLength(19);
      expect((obligations as readonly Entry[])[0]).toMatchObject({
        name: 'start.tray',
        verdict: 'holds',
        theorem: 'Office refines Mailbox',
      });
      const bad = await prove(folder, 'bad.ioa', '--json');
      expect(bad.code).toBe(3);
      expect(objectOf(bad)['verdict']).toBe('unknown');
    });
  });
  it('finds what is claimed of a layer beside it, and what it says of that is the theorem', async () => {
    await inFolder(LAYER, async (folder) => {
      const proved = await prove(folder, 'tell.ioa', '--json', '--ledger');
      expect(proved.code).toBe(0);
      const { obligations } = objectOf(proved);
      expect((obligations as readonly Entry[])[0]).toMatchObject({
        theorem: 'Tell over Network implements Gossip',
      });
      for (const file of ['tell.ioa', 'proof.ioa'])
        expect((await call(['status', file], folder)).out).toMatch(
          /^proved +Tell over Network implements Gossip/m,
        );
    });
  });
  it('does not judge a layer by claims that its fault makes void', async () => {
    const layer = LAYER['tell.ioa'];
    const faulty = layer.replace('emit above hear(q, m.val)', 'heard := false');
    expect(faulty).not.toBe(layer);
    const stuck = layer.replace('eff heard := true', 'eff heard := head(tail({} |- m)) = m');
    expect(stuck).not.toBe(layer);
    await inFolder({ ...LAYER, 'tell.ioa': stuck }, async (folder) => {
      for (const command of ['explore', 'simulate']) {
        const found = await call([command, 'tell.ioa', '--automaton', 'Tell'], folder);
        expect(found.code).toBe(1);
        expect(found.code).toBe(1);
        expect(found.out).toContain('undefined term in the effect of below.receive');
      }
    });
    const loud = layer.replace('transmit(q, m)', 'transmit(self, m)');
    expect(loud).not.toBe(layer);
    await inFolder({ ...LAYER, 'tell.ioa': faulty }, async (folder) => {
      expect((await call(['explore', 'tell.ioa', '--automaton', 'Tell'], folder)).code).toBe(0);
      expect((await prove(folder, 'tell.ioa')).code).toBe(2);
    });
    await inFolder({ ...LAYER, 'tell.ioa': loud }, async (folder) => {
      expect((await call(['explore', 'tell.ioa', '--automaton', 'Tell'], folder)).code).toBe(1);
      expect((await prove(folder, 'tell.ioa')).code).toBe(1);
    });
  });
  it('does not know what it had too little time or work for', async () => {
    await inFolder(FILES, async (folder) => {
      const little = await prove(folder, 'bad.ioa', '--rlimit', '1', '--no-cache');
      expect(little.code).toBe(3);
      expect(little.out).toContain('try a larger --rlimit');
    });
  });
  it('remembers answers, also after a comment was edited, and not those about what changed', async () => {
    await inFolder(FILES, async (folder) => {
      expect(objectOf(await prove(folder, 'good.ioa', '--json'))['remembered']).toBe(0);
      const edited = `% A remark.\n${FILES['good.ioa']}`;
      writeFileSync(join(folder, 'good.ioa'), edited);
      expect(objectOf(await prove(folder, 'good.ioa', '--json'))['remembered']).toBe(QUESTIONS);
      const other = edited.replace('eff stamped[p, m] := true', 'eff stamped[p, m] := false');
      writeFileSync(join(folder, 'good.ioa'), other);
      const { remembered } = objectOf(await prove(folder, 'good.ioa', '--json'));
      expect(remembered).toBeGreaterThan(5);
      expect(remembered).toBeLessThan(QUESTIONS);
      const asked = await prove(folder, 'good.ioa', '--json', '--no-cache');
      expect(objectOf(asked)['remembered']).toBe(0);
    });
  });
  it('certifies of a proof that it remembers what it certified when it was made', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, 'good.ioa', '--json');
      writeFileSync(join(folder, 'good.ioa'), `% A remark.\n${FILES['good.ioa']}`);
      await prove(folder, 'good.ioa', '--certificate', 'remembered.json');
      await prove(folder, 'good.ioa', '--no-cache', '--certificate', 'anew.json');
      const said = (name: string): unknown =>
        JSON.parse(readFileSync(join(folder, name), 'utf8'), (key, value: unknown) =>
          key === 'seal' || key === 'seconds' ? undefined : value,
        );
      expect(said('remembered.json')).toEqual(said('anew.json'));
      const replayed = await call(['prove', '--replay', 'remembered.json'], folder);
      expect(replayed.code).toBe(0);
    });
  });
  it('believes no remembered proof that was changed, torn, or is of another text', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, 'good.ioa', '--json');
      const place = join(folder, '.maat/cache/proofs');
      const [name = ''] = readdirSync(place);
      const written = readFileSync(join(place, name), 'utf8');
      // Of the same name, with another meaning: what was remembered is of the text before.
      writeFileSync(join(folder, 'good.ioa'), FILES['bad.ioa']);
      const wrongs = [
        written,
        written.slice(0, written.length / 2),
        written.replaceAll(/ [0-9a-f]{64}/g, ` ${'0'.repeat(64)}`),
        written.slice(written.indexOf('\n') + 1),
        '',
      ];
      for (const wrong of wrongs) {
        writeFileSync(join(place, name), wrong);
        expect((await prove(folder, 'good.ioa')).code).not.toBe(0);
      }
      // Of the text that is proved, with a part changed: made anew, and as it was.
      writeFileSync(join(folder, 'good.ioa'), FILES['good.ioa']);
      writeFileSync(join(place, name), written.replaceAll('proved', 'provEd'));
      expect(objectOf(await prove(folder, 'good.ioa', '--json'))['remembered']).toBe(QUESTIONS);
      expect(readFileSync(join(place, name), 'utf8')).not.toContain('provEd');
    });
  });
  it('writes each obligation for any solver', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, 'good.ioa', '--smt', 'smt');
      const place = join(folder, 'smt', 'Office-refines-Mailbox');
      const scripts = readdirSync(place);
      expect(scripts).toHaveLength(PARTS);
      for (const script of scripts) {
        const text = readFileSync(join(place, script), 'utf8');
        expect(text).toMatch(
          /^; Office refines Mailbox\n[^]*\(set-logic ALL\)[^]*\(check-sat\)\n$/,
        );
        expect(text).not.toContain('set-option');
      }
    });
  });
  it.each([
    [['good.ioa', '--only', 'Ofice'], 'Did you mean Office?'],
    [['nowhere.ioa'], 'there is no such file'],
    [[], 'no file is named'],
    [['good.ioa', '--solver', 'oracle'], 'Allowed choices are embedded, z3, cvc5, auto'],
    [['good.ioa', '--timeout', 'soon'], 'A duration is expected'],
    [['--replay', 'good.ioa'], 'the certificate is not JSON'],
    [['--replay', 'nowhere.json'], 'there is no such file'],
  ])('refuses %j', async (args, message) => {
    await inFolder(FILES, async (folder) => {
      const called = await prove(folder, ...args);
      expect(called.code).toBe(2);
      expect(called.err).toContain(message);
    });
  });
  it('says that a solver is missing', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      await inFolder(FILES, async (folder) => {
        const called = await prove(folder, 'good.ioa', '--solver', 'cvc5');
        expect(called.code).toBe(2);
        expect(called.err).toContain('there is no `cvc5` on PATH');
      });
    } finally {
      process.env['PATH'] = path;
    }
  });
});

describe('a certificate of maat prove', () => {
  const CERTIFIED = ['good.ioa', '--certificate', 'c.json'] as const;

  it('is replayed, and refused with the place when it was changed', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, ...CERTIFIED);
      const whole = readFileSync(join(folder, 'c.json'), 'utf8');
      expect((await prove(folder, '--replay', 'c.json')).code).toBe(0);
      const changes: readonly (readonly [(c: Loose) => unknown, string])[] = [
        [(c) => Object.assign(c.theorems[0]?.obligations[4] ?? {}, { verdict: 'unknown' }), '[4]'],
        [(c) => c.theorems[0]?.obligations.splice(7, 1), '[7]'],
        [(c) => Object.assign(c.theorems[0]?.obligations[9] ?? {}, { hash: 'ab' }), '[9]'],
      ];
      for (const [change, place] of changes) {
        writeFileSync(join(folder, 'c.json'), whole);
        edit(folder, 'c.json', change);
        const called = await prove(folder, '--replay', 'c.json');
        expect(called.code).toBe(2);
        expect(called.err).toContain(
          `changed after it was written, at theorems[0].obligations${place}`,
        );
      }
    });
  });
  it('is of no use for a changed specification, but survives an edited comment', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, ...CERTIFIED);
      writeFileSync(join(folder, 'good.ioa'), `% A remark.\n${FILES['good.ioa']}`);
      const remarked = await prove(folder, '--replay', 'c.json');
      expect([remarked.code, remarked.out]).toEqual([
        0,
        expect.stringContaining('the text has changed since, but no obligation'),
      ]);
      writeFileSync(join(folder, 'good.ioa'), FILES['bad.ioa']);
      const other = await prove(folder, '--replay', 'c.json', '--json');
      expect(other.code).toBe(1);
      expect(objectOf(other)['changed']).toEqual(['good.ioa']);
    });
  });
});

describe('maat status and proofs', () => {
  const word = async (folder: string, ...args: readonly string[]): Promise<string> => {
    const called = await call(['status', 'good.ioa', ...args], folder);
    return called.out.split('\n')[1] ?? '';
  };
  it('believes the ledger as far as its certificates bear it out', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, 'good.ioa', '--ledger');
      expect(await word(folder)).toMatch(/^proved +Office refines Mailbox +19 obligations$/);
      const place = join(folder, '.maat', 'certificates');
      const [file = ''] = readdirSync(place);
      expect(existsSync(join(place, file))).toBe(true);
      edit(place, file, (c) => c.theorems[0]?.obligations.pop());
      expect(await word(folder)).toMatch(/^unknown .*changed after it was written/);
      writeFileSync(join(place, file), '');
      expect(await word(folder)).toMatch(/^unknown /);
    });
  });
  it('has no proof of another text', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, 'good.ioa', '--certificate', 'c.json');
      expect(await word(folder, '--certificate', 'c.json')).toMatch(/^proved/);
      writeFileSync(join(folder, 'good.ioa'), FILES['bad.ioa']);
      expect(await word(folder, '--certificate', 'c.json')).toMatch(/^unknown .*text has changed/);
    });
  });
  it('has none of a part, or of what was refuted', async () => {
    await inFolder(FILES, async (folder) => {
      await prove(folder, 'bad.ioa', '--ledger');
      const called = await call(['status', 'bad.ioa'], folder);
      expect(called.out).toMatch(/unknown +Office refines Mailbox +2 obligations are not proved/);
    });
  });
});

/** What no solver is told: each round of its loop reads what the one before wrote. */
const CHAIN = `automaton Chain(w, m: Nat where m > w)
  signature
    internal spread
  states
    level: Array[Nat, Nat] := constant(0)
  transitions
    internal spread
      eff level[0] := level[0] + 1;
          for x: Nat in {0, 1} do level[x + 1] := level[x] od
invariant Somewhere of Chain: \\E k: Nat (level[k] <= m)
invariant Flat of Chain: \\A k: Nat (k < 2 /\\ k < m => level[k + 1] = level[k])
`;

describe('claims beyond the solver', () => {
  it('stay open, with what stands in the way of a search', async () => {
    await inFolder({ 'chain.ioa': CHAIN }, async (folder) => {
      const called = await call(['prove', 'chain.ioa'], folder);
      expect(called).toMatchObject({ code: 3 });
      expect(called.out).toContain('chain.ioa:9:11: cannot be told to a solver');
      expect(called.out).toContain('Somewhere cannot be looked at: nothing bounds');
    });
  });

  it('are refuted by a run all the same, where values of the parameters are to be found', async () => {
    const claimed = `${CHAIN}invariant Low of Chain: level[2] < m\n`;
    await inFolder({ 'chain.ioa': claimed }, async (folder) => {
      const called = await call(['prove', 'chain.ioa'], folder);
      expect(called).toMatchObject({ code: 1 });
      expect(called.out).toContain('invariant Low does not hold after this run');
    });
  });
});
