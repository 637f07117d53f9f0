// `maat run` and `maat node` where all goes well, what their JSON says, and faults that cannot be read.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { call, inFolder, objectOf, REPOSITORY } from './call.js';

const line = (text: string, cwd?: string): ReturnType<typeof call> => call(text.split(' '), cwd);

describe('a simulated run', () => {
  it('says what happened and what it was held against', async () => {
    const called = await line('run total --seed 2 --casts 20 --duration 1s --refine --json');
    expect(called).toMatchObject({ code: 0, err: '' });
    expect(objectOf(called)).toMatchObject({
      verdict: 'holds',
      command: 'run',
      seconds: 0,
      seeds: 1,
      members: 4,
      unsettled: [],
      refuted: [],
    });
    expect(objectOf(called)['events']).toBeGreaterThan(40);
  });

  it('does the same again for the same seed, and writes traces that refine', async () => {
    await inFolder({}, async (folder) => {
      const args = 'run total --seed 3 --casts 20 --duration 1s --json --trace';
      const first = objectOf(await line(`${args} a`, folder));
      expect(objectOf(await line(`${args} b`, folder))).toEqual(first);
      expect(readdirSync(join(folder, 'a'))).toEqual(readdirSync(join(folder, 'b')));
      const refined = await line('refine a --spec eto.ioa#ETO --json', folder);
      expect(objectOf(refined)).toMatchObject({ verdict: 'holds' });
    });
  });

  it('is parted, merged, crashed, restarted and joined when it is told', async () => {
    const faults =
      'loss=20%,partition=p0+p1|p2+p3@200ms,crash=p3@400ms,merge@600ms,restart=p3@700ms,join=p4@800ms,leave=p0@900ms';
    const run = `run total --casts 30 --duration 1s --refine --json --faults ${faults}`;
    await inFolder({}, async (folder) => {
      const called = await line(`${run} --trace out`, folder);
      expect(objectOf(called)).toMatchObject({ verdict: 'holds', unsettled: [] });
      const logs = ['p0', 'p1', 'p2', 'p3', 'p3~2', 'p4'].map((p) => `${p}.ndjson`);
      expect(readdirSync(join(folder, 'out')).sort()).toEqual(logs.sort());
    });
  });
});

it.each(['udp', 'tcp'])(
  'a run over %s says who was there, who was killed, and what was recorded',
  async (transport) => {
    await inFolder({}, async (folder) => {
      const called = await line(
        `run total --transport ${transport} --members 3 --casts 60 --loss 5% --kill 1 --join 1 --refine --json --trace out`,
        folder,
      );
      expect(objectOf(called)).toMatchObject({
        verdict: 'holds',
        command: 'run',
        stack: 'total',
        service: 'ETO',
        processes: 4,
        killed: ['p2'],
        faults: [],
      });
      expect(objectOf(called)['casts']).toBeGreaterThanOrEqual(60);
      expect(readdirSync(join(folder, 'out')).length).toBe(4);
    });
  },
  110_000,
);

describe('faults that cannot be', () => {
  it.each([
    ['--faults loss=2', '--faults:1:1: loss is a share from 0 to 1'],
    ['--faults delay=1..5,gremlins=3', '--faults:1:12: faults are loss, duplicate'],
    ['--faults delay=1..5,gremlins=3', '\n             ^^^^^^^^^^\n'],
    ['--faults crash=p7@1s', 'crash@1000ms: there is no process p7'],
    ['--faults join=p1@1s', 'p1 joins, and is there already'],
    ['--faults merge@9s', 'merge@9000ms comes after the end, at 4000ms'],
    ['--kill 1', '--kill is for --transport udp or tcp'],
    ['--transport udp --faults skew=1%', 'skew is for --transport sim'],
    ['--transport udp --faults stall=30%', 'stall is for --transport sim'],
    ['--transport udp --faults burst=50%', 'burst is for --transport sim'],
    ['--transport udp --faults whisper=50%', 'whisper is for --transport sim'],
    ['--transport udp --faults merge@1s', 'merge is for --transport sim'],
    ['--transport udp --upheavals 2', '--upheavals is for --transport sim'],
    ['--transport udp --members 2 --kill 2', '--kill 2 leaves nobody of 2'],
    ['--transport tcp --upheavals 2', '--upheavals is for --transport sim'],
    ['--transport tpc', "there is no transport 'tpc'"],
  ])('run total %s', async (options, message) => {
    const called = await line(`run total ${options}`);
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toContain(message);
  });
});

describe('two members joined by hand', () => {
  /** A port that was free a moment ago. */
  const freePort = async (): Promise<number> => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    return port;
  };

  interface Member {
    readonly process: ChildProcessWithoutNullStreams;
    readonly told: { out: string; err: string };
  }

  const member = (folder: string, ...args: readonly string[]): Member => {
    const program = join(REPOSITORY, 'cli/dist/main.js');
    const child = spawn(process.execPath, [program, 'node', 'total', ...args], { cwd: folder });
    const told = { out: '', err: '' };
    child.stdout.on('data', (text: Buffer) => (told.out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (told.err += text.toString()));
    return { process: child, told };
  };

  const ended = async ({ process: child }: Member): Promise<void> => {
    if (child.exitCode === null) await once(child, 'exit');
  };

  it.each(['udp', 'tcp'])(
    'come together over %s, and deliver to each other in one order',
    async (transport) => {
      const [a, b] = [await freePort(), await freePort()];
      await inFolder({}, async (folder) => {
        const at = (port: number): string => `127.0.0.1:${port}`;
        const first = member(
          ...([
            folder,
            '--transport',
            transport,
            '--name',
            'a',
            '--listen',
            at(a),
            '--peer',
            `b=localhost:${b}`,
          ] as const),
          ...['--trace', 'out'],
        );
        const second = member(
          ...([
            folder,
            '--transport',
            transport,
            '--name',
            'b',
            '--listen',
            at(b),
            '--peer',
            `a=${at(a)}`,
          ] as const),
          ...['--trace', 'out', '--json'],
        );
        const together = '["a","b"]';
        const wait = { timeout: 30_000 };
        await expect.poll(() => first.told.out, wait).toContain(together);
        await expect.poll(() => second.told.err, wait).toContain(together);
        first.process.stdin.write('{"action":"cast","args":["Grüße ☺"]}\n');
        first.process.stdin.write('{"action":"cast","args":[5]}\nnonsense\n');
        const delivery = '{"action":"deliver","args":["a","Grüße ☺"]}';
        await expect.poll(() => first.told.out, wait).toContain(delivery);
        await expect.poll(() => second.told.err, wait).toContain(delivery);
        expect(first.told.err).toContain(
          'm of cast is not of its sort: {"action":"cast","args":[5]}',
        );
        expect(first.told.err).toContain(
          'line 3: not understood: not {"action":…,"args":[…]}: nonsense',
        );
        for (const { process: child } of [first, second]) child.stdin.end();
        await Promise.all([first, second].map(ended));
        expect(first.process.exitCode).toBe(2);
        expect(JSON.parse(second.told.out)).toMatchObject({
          verdict: 'holds',
          command: 'node',
          name: 'b',
          misunderstood: 0,
        });
        expect(existsSync(join(folder, 'out/a.ndjson'))).toBe(true);
        const refined = await line('refine out --spec eto.ioa#ETO --json', folder);
        expect(objectOf(refined)).toMatchObject({ verdict: 'holds', members: 2 });
      });
    },
  );

  it('are not heard by a third of another run', async () => {
    const port = await freePort();
    await inFolder({}, async (folder) => {
      const listens = ['--listen', `127.0.0.1:${port}`];
      const one = member(folder, '--name', 'a', ...listens);
      await expect.poll(() => one.told.out, { timeout: 30_000 }).toContain('view');
      const other = member(
        ...([folder, '--name', 'b', '--run', 'other', '--peer', `a=127.0.0.1:${port}`] as const),
      );
      await expect
        .poll(() => one.told.err, { timeout: 30_000 })
        .toContain('a: dropped: another stack or group (');
      for (const { process: child } of [one, other]) child.kill('SIGTERM');
      await Promise.all([one, other].map(ended));
      expect(one.told.out + other.told.out).not.toContain('["a","b"]');
    });
  });
});
