// `maat prove A B`: files side by side, each in a process of its own; what is wrong with one is not the end of the others.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf } from './call.js';

const session = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../sessions/${name}`, import.meta.url)), 'utf8');
const FILES = {
  'good.ioa': session('outbox.ioa'),
  'twin.ioa': session('outbox.ioa'),
  'bad.ioa': session('forging-office.ioa'),
  'broken.ioa': 'automaton Broken\n  signatur\n',
};

describe('maat prove with several files', () => {
  it('proves each, puts all into one ledger, and comes to the worst of their verdicts', async () => {
    await inFolder(FILES, async (folder) => {
      const files = ['good.ioa', 'broken.ioa', 'bad.ioa'];
      const called = await call(['prove', ...files, '--json', '--ledger'], folder);
      expect(called.code).toBe(2);
      expect(objectOf(called)['files']).toEqual([
        { file: 'good.ioa', verdict: 'holds' },
        { file: 'broken.ioa', verdict: 'invalid' },
        { file: 'bad.ioa', verdict: 'unknown' },
      ]);
      const alone = await call(['prove', 'good.ioa', '--json', '--no-cache'], folder);
      const names = (one: typeof alone): readonly unknown[] =>
        (objectOf(one)['obligations'] as readonly { name: string }[]).map((o) => o.name);
      expect(names(called)).toEqual(expect.arrayContaining([...names(alone)]));
      const { rows } = objectOf(await call(['status', '--json'], folder));
      expect(JSON.stringify(rows)).toContain('proved');
    });
  });

  it('has no answer for a file whose process breaks down, and one for the other', async () => {
    await inFolder(FILES, async (folder) => {
      const called = call(['prove', 'good.ioa', 'twin.ioa', '--json', '--no-cache'], folder);
      process.kill(await prover(), 'SIGKILL');
      const { code, out } = await called;
      const { files } = JSON.parse(out) as { files: readonly { verdict: string }[] };
      expect(files.map((f) => f.verdict).sort()).toEqual(['holds', 'unknown']);
      expect(code).toBe(3);
    });
  });

  it.each([
    ['good.ioa good.ioa', /named twice/],
    ['good.ioa bad.ioa --certificate c.json', /--certificate is for one file/],
    ['good.ioa bad.ioa --smt texts', /--smt is for one file/],
    ['good.ioa bad.ioa --replay c.json', /--replay is for one file/],
  ])('refuses %s', async (words, why) => {
    await inFolder(FILES, async (folder) => {
      const called = await call(['prove', ...words.split(' ')], folder);
      expect(called).toMatchObject({ code: 2, out: '' });
      expect(called.err).toMatch(why);
    });
  });
});

/** One of the processes that this one has started to prove something. */
async function prover(): Promise<number> {
  for (let tries = 0; tries < 600; tries += 1) {
    const children = readdirSync('/proc/self/task').flatMap((task) =>
      told(`/proc/self/task/${task}/children`).split(' ').filter(Boolean),
    );
    const found = children.find((pid) => told(`/proc/${pid}/cmdline`).includes('prove/one-file'));
    if (found !== undefined) return Number(found);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no process proves anything');
}

/** What the kernel says of a process or a thread: nothing of one that has ended meanwhile. */
function told(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
