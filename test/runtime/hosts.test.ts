/** Real processes and real sockets: the programs that run are the built ones. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readTrace } from '@maat/spec-lang';
import { SetOf } from '@maat/layers';
import { assemble, NO_FAULTS, type AppEvent } from '@maat/runtime';
import {
  closeKilled,
  launch,
  SocketNode,
  type Address,
  type TransportName,
} from '@maat/runtime/hosts';
import { Acked } from './toys/Acked.js';
import { Casting } from './toys/Casting.js';

const toy = assemble({ name: 'toy', layers: [Casting, Acked] });
const loss = { ...NO_FAULTS, loss: 0.1, duplicate: 0.05, reorder: 0.05, delay: [0, 2] as const };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maat-hosts-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const log = async (name: string): Promise<string> =>
  readFile(join(folder, `${name}.ndjson`), 'utf8');

/** Says something that is no datagram of ours, from where nobody is known. */
const say: Readonly<Record<TransportName, (to: Address, bytes: Uint8Array) => Promise<void>>> = {
  udp: async ({ host, port }, bytes) => {
    const socket = createSocket('udp4');
    await new Promise((sent) => {
      socket.send(bytes, port, host, sent);
    });
    socket.close();
  },
  tcp: async ({ host, port }, bytes) => {
    const socket = connect(port, host);
    socket.on('error', () => undefined);
    socket.end(bytes);
    await once(socket.resume(), 'close');
  },
};

/** Members that know each other before they start. */
async function group(
  transport: TransportName,
  names: readonly string[],
  heard: (name: string, event: AppEvent) => void,
): Promise<readonly SocketNode[]> {
  return Promise.all(
    names.map((name, i) =>
      SocketNode.open({
        transport,
        stack: toy,
        name,
        seed: i,
        faults: { ...loss, loss: 0.3 },
        constants: { contacts: SetOf.from(names), patience: 5 },
        trace: { file: join(folder, `${name}.ndjson`), run: 'r', members: names },
        onOutput: (event: AppEvent) => {
          heard(name, event);
        },
      }),
    ),
  );
}

describe.each(['udp', 'tcp'] as const)('over %s', (transport) => {
  test('members cast through loss and noise, and write whole logs', async () => {
    const names = ['a', 'b', 'c'];
    const heard = new Map<string, unknown[]>(names.map((n) => [n, []]));
    const nodes = await group(transport, names, (name, event) =>
      heard.get(name)?.push(event.args[1]),
    );
    const peers = Object.fromEntries(nodes.map((node, i) => [names[i] ?? '', node.address]));
    for (const node of nodes) node.start(peers);
    for (const node of nodes) await say[transport](node.address, Buffer.from('noise'));
    for (let i = 0; i < 30; i += 1) nodes[0]?.input('cast', [`m${i}`]);
    await expect
      .poll(() => names.map((n) => heard.get(n)?.length), { timeout: 20_000 })
      .toEqual([30, 30, 30]);
    const reason = transport === 'udp' ? 'short' : 'overlong frame';
    await expect.poll(() => nodes[0]?.counts?.dropped.get(reason)).toBe(1);
    await Promise.all(nodes.map((node) => node.close()));
    for (const name of names) {
      const trace = readTrace(name, await log(name));
      const lines = name === 'a' ? 90 : 30;
      expect('end' in trace && trace.end).toEqual({ end: 'closed', lines });
    }
  });

  test('nobody speaks for a member from another address', async () => {
    const names = ['a', 'b'];
    let heard = 0;
    const [a, b] = await group(transport, names, () => (heard += 1));
    if (a === undefined || b === undefined) throw new Error('nobody');
    const liar = await SocketNode.open({
      transport,
      stack: toy,
      name: 'b',
      seed: 9,
      constants: { contacts: SetOf.from(names), patience: 5 },
    });
    a.start({ a: a.address, b: b.address });
    b.start({ a: a.address, b: b.address });
    liar.start({ a: a.address });
    liar.input('cast', ['forged']);
    await expect.poll(() => a.counts?.dropped.get('forged sender')).toBeGreaterThan(0);
    await Promise.all([a, b, liar].map((node) => node.close()));
    expect(heard).toBe(0);
  });

  test('a datagram may be large, and what fits into none is refused', async () => {
    const names = ['a', 'b'];
    const heard: unknown[] = [];
    const nodes = await group(transport, names, (name, event) => {
      if (name === 'b') heard.push(event.args[1]);
    });
    const peers = Object.fromEntries(nodes.map((node, i) => [names[i] ?? '', node.address]));
    for (const node of nodes) node.start(peers);
    const large = 'x'.repeat(50_000);
    nodes[0]?.input('cast', [large]);
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual([large]);
    expect(() => nodes[0]?.input('cast', ['x'.repeat(70_000)])).toThrow('too many');
    await Promise.all(nodes.map((node) => node.close()));
  });

  test('the launcher runs a group through a kill and a join, and leaves whole logs and no process', async () => {
    const phases = new Set<string>();
    const result = await launch({
      transport,
      stack: { name: 'svs' },
      members: 3,
      casts: 60,
      rate: 50,
      kill: 1,
      join: 1,
      faults: loss,
      seed: 5,
      traceFolder: folder,
      deadline: 50_000,
      onProgress: (p) => phases.add(p.phase),
    });
    expect(result.processes.map((p) => [p.name, p.end])).toEqual([
      ['p0', 'closed'],
      ['p1', 'closed'],
      ['p2', 'killed'],
      ['p3', 'closed'],
    ]);
    expect(result.issued).toBeGreaterThanOrEqual(60);
    expect([...phases]).toEqual(['starting', 'working', 'settling']);
    for (const { name } of result.processes) {
      const lines = (await log(name)).trimEnd().split('\n');
      expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
        end: name === 'p2' ? 'killed' : 'closed',
        lines: lines.length - 2,
      });
    }
  });
});

describe('the launcher', () => {
  test('says why it gave up, and leaves no process', async () => {
    const run = { members: 2, casts: 1, seed: 1, traceFolder: folder };
    await expect(launch({ ...run, stack: { name: 'none' } })).rejects.toThrow(
      'there is no stack none',
    );
    await expect(launch({ ...run, stack: { name: 'svs' }, deadline: 0 })).rejects.toThrow(
      'waited in vain for the processes to start',
    );
    await writeFile(join(folder, 'p0.ndjson'), 'the log of another run');
    await expect(launch({ ...run, stack: { name: 'svs' }, deadline: 40_000 })).rejects.toThrow(
      'EEXIST',
    );
    expect(existsSync(join(folder, 'p0.ndjson'))).toBe(true);
  });
});

test('the log of a killed process is closed after its last whole line', async () => {
  const file = join(folder, 'x.ndjson');
  await writeFile(file, '{"maat":1}\n{"n":1}\n{"n":2}\n{"n":3');
  closeKilled(file);
  expect(await readFile(file, 'utf8')).toBe(
    '{"maat":1}\n{"n":1}\n{"n":2}\n{"end":"killed","lines":2}\n',
  );
});
