/** How long groups of processes live: as long as they are told, never longer than who started them, and their logs are whole. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTrace } from '@maat/spec-lang';
import { launch } from '@maat/runtime/hosts';

const COMMAND = fileURLToPath(new URL('../../cli/dist/main.js', import.meta.url));
const FOR_LONG = fileURLToPath(new URL('launch-for-long.mjs', import.meta.url));
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maat-lifetime-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** How each log ends; a log that is not whole is an error. */
async function ends(): Promise<readonly string[]> {
  const names = (await readdir(folder)).sort();
  return Promise.all(
    names.map(async (name) => {
      const trace = readTrace(name, await readFile(join(folder, name), 'utf8'));
      return 'end' in trace ? trace.end.end : `${name}: ${JSON.stringify(trace)}`;
    }),
  );
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const gone = async (pids: readonly number[]): Promise<void> => {
  await expect.poll(() => pids.filter(runs), { timeout: 10_000 }).toEqual([]);
};

test('work that lasts is spread over the time, then the group settles and closes', async () => {
  const result = await launch({
    stack: { name: 'svs' },
    members: 2,
    casts: 40,
    duration: 2000,
    seed: 1,
    traceFolder: folder,
  });
  expect(result.issued).toBe(40);
  const text = await readFile(join(folder, 'p0.ndjson'), 'utf8');
  const lines = text.split('\n').filter((line) => line.includes('"action":"cast"'));
  const times = lines.map((line) => (JSON.parse(line) as { t: number }).t);
  expect(times.length).toBe(20);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1500);
  expect(await ends()).toEqual(['closed', 'closed']);
});

test('without a number of casts, the rate and the time make it', async () => {
  const run = { stack: { name: 'svs' }, members: 2, seed: 1, traceFolder: folder };
  const { issued } = await launch({ ...run, rate: 20, duration: 1000 });
  expect(issued).toBe(40);
});

test('an interrupted launch closes the logs and leaves no process', async () => {
  const interrupt = new AbortController();
  let pids: readonly number[] = [];
  const run = launch({
    stack: { name: 'svs' },
    members: 3,
    duration: 60_000,
    kill: 1,
    casts: 200,
    seed: 1,
    traceFolder: folder,
    signal: interrupt.signal,
    onProgress: (p) => {
      if (p.phase === 'working' && p.issued > 3) interrupt.abort();
      pids = p.pids;
    },
  });
  await expect(run).rejects.toThrow('it was interrupted');
  expect(pids.length).toBe(3);
  await gone(pids);
  expect(await ends()).toEqual(['closed', 'closed', 'closed']);
});

describe('the members of a launcher that', () => {
  const started = async (): Promise<[ChildProcess, number[]]> => {
    const launcher = spawn(process.execPath, [FOR_LONG, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [pids] = (await once(launcher.stdout, 'data')) as [Buffer];
    return [launcher, JSON.parse(pids.toString()) as number[]];
  };

  test.each(['SIGKILL', 'SIGTERM'] as const)('is ended by %s end, too', async (signal) => {
    const [launcher, pids] = await started();
    expect(pids.filter(runs)).toEqual(pids);
    launcher.kill(signal);
    await once(launcher, 'exit');
    await gone(pids);
    expect(await ends()).toEqual(['closed', 'closed']);
  });
});

describe('the command', () => {
  const maat = (...args: readonly string[]): ChildProcess & { said: () => string } => {
    const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    return Object.assign(child, { said: () => said });
  };

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('ends by %s with closed logs', async (signal, code) => {
    const run = maat(
      ...['run', 'svs', '--transport', 'udp', '--members', '2', '--duration', '60s'],
      ...['--trace', folder],
    );
    await expect.poll(() => run.said(), { timeout: 30_000, interval: 100 }).toContain('working');
    run.kill(signal);
    expect(await once(run, 'exit')).toEqual([code, null]);
    expect(await ends()).toEqual(['closed', 'closed']);
  });

  test('ends quietly when nobody reads any more', async () => {
    const node = maat('node', 'svs', '--name', 'a', '--trace', folder);
    node.stdout?.destroy();
    expect(await once(node, 'exit')).toEqual([141, null]);
    expect(node.said()).toMatch(
      /^a of svs listens at 127\.0\.0\.1:\d+\n(a ended after \d+ recorded lines\n)?$/,
    );
    expect(await ends()).toEqual(['closed']);
  });
});
