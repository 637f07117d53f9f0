// How many casts a group of 4 processes delivers over UDP on one machine, and how late; beside it, in the same run, a
// sequencer over TCP, which orders messages too but survives nothing. `node test/bench/throughput.mjs [SECONDS [WINDOW]]`
// With RATE=20 in the environment each member casts so often a second, and otherwise as fast as the window lets it; with
// WITHOUT=Fragment the group does without that layer.
import { fork } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MEMBERS = 4;
const WINDOW = Number(process.argv[3] ?? 1024);
const SECONDS = Number(process.argv[2] ?? 5);
const RATE = Number(process.env['RATE'] ?? 0);
const WITHOUT = (process.env['WITHOUT'] ?? '').split(',');
const [, , , , role, config] = process.argv;

async function main() {
  const rows = [];
  for (const size of RATE > 0 ? [100] : [100, 1000]) {
    const peer = await sequencer(size);
    rows.push({ what: 'sequencer, TCP', size, loss: 0, ...peer, ratio: 1 });
    for (const loss of [0, 0.1]) {
      const mine = await group('maat', { size, loss });
      rows.push({ what: 'total, UDP', size, loss, ...mine, ratio: mine.rate / peer.rate });
    }
  }
  console.table(
    rows.map(({ what, size, loss, rate, p50, p99, memory, ratio }) => ({
      what,
      'bytes a cast': size,
      loss,
      'casts/s': Math.round(rate),
      'p50 ms': p50.toFixed(1),
      'p99 ms': p99.toFixed(1),
      'MB a member': Math.round(memory),
      'of the sequencer': ratio.toFixed(3),
    })),
  );
}

/** Starts the members, lets them work, and gathers what they saw. */
async function group(role, given) {
  const self = fileURLToPath(import.meta.url);
  const children = Array.from({ length: MEMBERS }, (_, i) =>
    fork(self, [`${SECONDS}`, `${WINDOW}`, role, JSON.stringify({ ...given, name: `p${i}` })]),
  );
  const heard = await Promise.all(children.map((c) => once(c, 'message')));
  const peers = Object.fromEntries(heard.map(([address], i) => [`p${i}`, address]));
  for (const child of children) child.send({ peers });
  const results = await Promise.all(children.map((c) => once(c, 'message')));
  for (const child of children) child.disconnect();
  const seen = results.map(([result]) => result);
  return {
    rate: seen.reduce((sum, r) => sum + r.delivered, 0) / MEMBERS / SECONDS,
    p50: Math.max(...seen.map((r) => r.p50)),
    p99: Math.max(...seen.map((r) => r.p99)),
    memory: Math.max(...seen.map((r) => r.memory)),
  };
}

async function maatMember({ size, loss, name }) {
  const { stacks } = await import('@maat/layers');
  const { assemble, NO_FAULTS } = await import('@maat/runtime');
  const { SocketNode } = await import('@maat/runtime/hosts');
  const measure = new Measure(size);
  let view = 0;
  const flood = () => {
    for (let i = 0; measure.working && i < 64; i += 1)
      if (!node.input('cast', [measure.message()])) return;
    if (measure.working) setImmediate(flood);
  };
  const { layers } = stacks.get('total');
  const node = await SocketNode.open({
    stack: assemble({ name: 'total', layers: layers.filter((l) => !WITHOUT.includes(l.name)) }),
    name,
    seed: Number(name.slice(1)),
    faults: { ...NO_FAULTS, loss },
    window: WINDOW,
    onRoom: RATE > 0 ? undefined : flood,
    onOutput: ({ action, args }) => {
      if (action === 'deliver') measure.deliver(args[1]);
      if (action === 'view') view = args[1].size;
    },
  });
  process.send(node.address);
  const [{ peers }] = await once(process, 'message');
  node.start(peers);
  while (view < MEMBERS) await sleep(20);
  await sleep(1000);
  await measure.during(flood, () => node.input('cast', [measure.message()]));
  process.send(measure.end());
}

async function sequencer(size) {
  const members = [];
  const server = createServer((socket) => {
    members.push(socket.setNoDelay());
    socket.on('data', (bytes) => {
      for (const member of members) member.write(bytes);
    });
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const result = await group('client', { size, port: server.address().port });
  server.close();
  return result;
}

/** Messages have one size, so the stream is cut by length. Own messages under way are bounded as in the group. */
async function sequencerClient({ size, port, name }) {
  const measure = new Measure(size);
  const socket = connect(port, '127.0.0.1').setNoDelay();
  await once(socket, 'connect');
  process.send(null);
  await once(process, 'message');
  await sleep(1000);
  let away = 0;
  let rest = Buffer.alloc(0);
  const say = (count) => {
    const messages = Array.from({ length: count }, () => name + measure.message().slice(2));
    away += count;
    if (count > 0) socket.write(messages.join(''), 'latin1');
  };
  const flood = () => {
    if (measure.working && RATE === 0) say(WINDOW - away);
  };
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (; rest.length >= size; rest = rest.subarray(size)) {
      const message = rest.toString('latin1', 0, size);
      measure.deliver(message);
      if (message.startsWith(name)) away -= 1;
    }
    flood();
  });
  await measure.during(flood, () => say(1));
  process.send(measure.end());
}

/** Messages carry the time of their casting in their first bytes; clocks of one machine agree. */
class Measure {
  working = false;
  delivered = 0;
  delays = [];

  constructor(size) {
    this.size = size;
  }

  /** `flood` once, or `one` at the given rate, not in step with the others. */
  async during(flood, one) {
    this.working = true;
    if (RATE === 0) flood();
    await sleep((Math.random() * 1000) / Math.max(1, RATE));
    const timer = RATE === 0 ? undefined : setInterval(one, 1000 / RATE);
    await sleep(SECONDS * 1000);
    clearInterval(timer);
  }

  message() {
    const now = performance.timeOrigin + performance.now();
    return `  ${now.toFixed(3)};`.padEnd(this.size, '.');
  }

  deliver(message) {
    if (!this.working) return;
    this.delivered += 1;
    if (RATE === 0 && this.delivered % 16 !== 0) return;
    const sent = Number(message.slice(2, message.indexOf(';')));
    this.delays.push(performance.timeOrigin + performance.now() - sent);
  }

  end() {
    this.working = false;
    const sorted = this.delays.sort((a, b) => a - b);
    const at = (share) => sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
    const memory = process.memoryUsage().rss / 2 ** 20;
    return { delivered: this.delivered, p50: at(0.5), p99: at(0.99), memory };
  }
}

const roles = { maat: maatMember, client: sequencerClient };
if (role === undefined) await main();
else {
  process.on('disconnect', () => process.exit());
  await roles[role](JSON.parse(config));
}
