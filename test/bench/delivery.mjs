// Processor time of one delivery in a group of 4, all in this process and without sockets, in the stack `total` and in the same
// stack without some of its layers. `node test/bench/delivery.mjs [CASTS A ROUND [SIZE [LAYER,…]]]`
import { SetOf, stacks } from '@maat/layers';
import { assemble, Engine } from '@maat/runtime';

const MEMBERS = ['p0', 'p1', 'p2', 'p3'];
const CASTS = Number(process.argv[2] ?? 4000);
const SIZE = Number(process.argv[3] ?? 100);
const WARM = 4;
const ROUNDS = 15;
const LEFT_OUT = (process.argv[4] ?? 'Fragment').split(',');

/** Datagrams arrive in the order in which they were sent; time passes when nothing is on its way. */
class Group {
  now = 0;
  delivered = 0;
  view = 0;
  engines = new Map();

  constructor(stack) {
    for (const [i, self] of MEMBERS.entries()) {
      const constants = { peers: SetOf.from(MEMBERS) };
      const options = { stack, self, seed: i, constants, datagram: 16_000, latin1 };
      this.engines.set(self, new Engine({ ...options, record: () => undefined }));
    }
    for (const engine of this.engines.values()) engine.start(this.now);
  }

  /** Until all have delivered so many. */
  run(casts, message) {
    const until = this.delivered + casts * MEMBERS.length;
    let left = casts;
    while (this.delivered < until || this.view < MEMBERS.length) {
      for (const engine of this.engines.values())
        for (; this.view === MEMBERS.length && left > 0 && engine.room > 0; left -= 1)
          engine.input(this.now, 'cast', [message]);
      if (!this.exchange()) this.wait();
    }
  }

  exchange() {
    let some = false;
    for (const [from, engine] of this.engines) {
      for (let out = engine.nextTransmit(); out !== undefined; out = engine.nextTransmit()) {
        some = true;
        this.engines.get(out.to)?.receive(this.now, from, Buffer.from(out.bytes));
      }
      for (let event = engine.nextOutput(); event !== undefined; event = engine.nextOutput())
        this.see(engine, event);
    }
    return some;
  }

  see(engine, { action, args }) {
    if (action === 'deliver') this.delivered += 1;
    if (action === 'view') this.view = args[1].size;
    if (action === 'block') engine.input(this.now, 'blockOk', []);
  }

  wait() {
    this.now = Math.min(...[...this.engines.values()].map((e) => e.nextTimeout()));
    for (const engine of this.engines.values()) engine.timeout(this.now);
  }
}

function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
}

function latin1(bytes, from, to) {
  return bytes.toString('latin1', from, to);
}

function measure(group) {
  const before = process.cpuUsage();
  group.run(CASTS, ''.padEnd(SIZE, '.'));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (CASTS * MEMBERS.length);
}

const total = stacks.get('total');
const without = { ...total, layers: total.layers.filter((l) => !LEFT_OUT.includes(l.name)) };
const groups = [new Group(assemble(without)), new Group(assemble(total))];
const rounds = [];
// They take turns, since the machine may not be the same all the time; the first rounds warm up.
for (let round = 0; round < WARM + ROUNDS; round += 1) {
  const times = groups.map(measure);
  if (round >= WARM) rounds.push(times);
}
const [short, long] = groups.map((_, i) => median(rounds.map((r) => r[i])));
console.log(`without ${LEFT_OUT.join()} ${short.toFixed(1)} µs, with it ${long.toFixed(1)} µs:`);
console.log(`${(median(rounds.map(([a, b]) => a / b)) * 100).toFixed(0)} % of the deliveries`);
