// Logs read while they are written: what is given has its causes among what was given, and nothing is given twice or lost.
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import { LogTails } from '@maat/runtime/hosts';

const folder = mkdtempSync(join(tmpdir(), 'maat-tails-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the tails of logs', () => {
  it('give whole lines only, without header and end', () => {
    const path = join(folder, 'alone.ndjson');
    writeFileSync(path, '{"maat":1}\n');
    const tails = new LogTails();
    tails.add('a', path);
    expect(tails.read()).toEqual([]);
    appendFileSync(path, '{"n":1}\n{"n"');
    expect(tails.read()).toEqual([{ process: 'a', lines: [{ n: 1 }] }]);
    appendFileSync(path, ':2}\n{"end":"closed","lines":2}\n');
    expect(tails.read()).toEqual([{ process: 'a', lines: [{ n: 2 }] }]);
    tails.close();
  });

  it(
    'never give an effect before its cause, whoever is read first',
    { timeout: 60_000 },
    async () => {
      const paths = ['a', 'b', 'c'].map((name) => join(folder, `${name}.ndjson`));
      for (const path of paths) writeFileSync(path, '{"maat":1}\n');
      const tails = new LogTails();
      paths.forEach((path, i) => {
        tails.add(String(i), path);
      });
      // Each line is the cause of the next one, which is in another log.
      const writer = new Worker(WRITER, { eval: true, workerData: { paths, count: COUNT } });
      const seen = new Set<number>();
      while (seen.size < COUNT) {
        for (const { lines } of tails.read()) for (const { n } of lines) seen.add(n);
        expect(Math.max(0, ...seen)).toBe(seen.size);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await writer.terminate();
      tails.close();
    },
  );
});

const COUNT = 3000;
const WRITER = `
const { appendFileSync } = require('node:fs');
const { paths, count } = require('node:worker_threads').workerData;
for (let n = 1; n <= count; n += 1) {
  appendFileSync(paths[(n * 7) % paths.length], JSON.stringify({ n }) + '\\n');
  const until = performance.now() + 0.2;
  while (performance.now() < until);
}`;
