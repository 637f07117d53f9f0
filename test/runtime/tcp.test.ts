/** Datagrams over TCP: what strangers say, connections that break, and ways that are stopped up. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  answerFrame,
  datagramFrame,
  FrameReader,
  greetingFrame,
  openTcp,
  type Address,
  type Transport,
} from '@maat/runtime/hosts';

const LOCAL = { host: '127.0.0.1', port: 0 };
/** Below those that the system gives to whoever asks for any: nobody takes it while nobody listens there. */
const OWN = { ...LOCAL, port: 20_000 + (process.pid % 10_000) };
const challenge = Buffer.alloc(16, 7);
const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((o) => o.close()));
});

interface Heard {
  readonly way: Transport;
  readonly texts: string[];
  readonly from: Address[];
  readonly drops: string[];
}

async function transport(at: Address = LOCAL): Promise<Heard> {
  const way = await openTcp(at);
  open.push(way);
  const heard: Heard = { way, texts: [], from: [], drops: [] };
  way.listen({
    hear: (bytes, from) => {
      heard.texts.push(Buffer.from(bytes).toString());
      heard.from.push(from);
    },
    drop: (reason) => heard.drops.push(reason),
  });
  return heard;
}

async function caller({ way: { address } }: Heard): Promise<Socket> {
  const socket = connect(address.port, address.host);
  open.push({ close: () => socket.destroy() });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket.resume();
}

/** Sends until it arrives: what goes before both have shown who they are is lost. */
async function reach(one: Heard, other: Heard, text: string): Promise<void> {
  await expect
    .poll(
      () => {
        one.way.send(Buffer.from(text), other.way.address);
        return other.texts.includes(text);
      },
      { timeout: 10_000, interval: 10 },
    )
    .toBe(true);
}

test('frames come out as they went in, however they are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 }),
      fc.array(fc.nat(400)),
      (texts, cuts) => {
        const reader = new FrameReader();
        reader.isTrusted = true;
        const stream = Buffer.concat(texts.map(datagramFrame));
        const places = [0, ...cuts.map((c) => c % (stream.length + 1)), stream.length];
        places.sort((a, b) => a - b);
        const frames = places.flatMap((end, i) =>
          i === 0 ? [] : [...reader.read(stream.subarray(places[i - 1], end))],
        );
        expect(frames).toEqual(texts.map((t) => ({ kind: 'datagram', bytes: Buffer.from(t) })));
        expect(reader.isTorn).toBe(false);
      },
    ),
  );
});

test('two ends hear each other, and each knows where the other listens', async () => {
  const [a, b] = [await transport(), await transport()];
  await reach(a, b, 'ping');
  await reach(b, a, 'pong');
  expect(b.from[0]).toEqual(a.way.address);
  expect(a.from[0]).toEqual(b.way.address);
  expect([...a.drops, ...b.drops]).toEqual([]);
});

test.each([
  ['noise', Buffer.from('GET / HTTP/1.1\r\n\r\n'), 'overlong frame'],
  ['nothing of ours', Buffer.from([0, 0, 0, 1, 99]), 'unknown frame'],
  ['an empty frame', Buffer.alloc(4), 'unknown frame'],
  ['a datagram without a greeting', datagramFrame(Buffer.from('x')), 'no greeting'],
  ['an answer without a greeting', answerFrame(challenge), 'no greeting'],
  [
    'a datagram without an answer',
    Buffer.concat([greetingFrame(9, challenge), datagramFrame(Buffer.from('x'))]),
    'no answer',
  ],
  [
    'a wrong answer',
    Buffer.concat([
      greetingFrame(9, challenge),
      answerFrame(challenge),
      datagramFrame(Buffer.from('x')),
    ]),
    'no answer',
  ],
  [
    'two greetings',
    Buffer.concat([greetingFrame(9, challenge), greetingFrame(9, challenge)]),
    'second greeting',
  ],
  [
    'a greeting of another length',
    Buffer.concat([Buffer.from([0, 0, 0, 12]), greetingFrame(9, challenge).subarray(4, 16)]),
    'no greeting',
  ],
])('%s closes the connection, and is counted', async (_, bytes, reason) => {
  const a = await transport();
  const socket = await caller(a);
  socket.write(bytes);
  await once(socket, 'close');
  expect(a.drops.filter((d) => !d.startsWith('no connection'))).toEqual([reason]);
  expect(a.texts).toEqual([]);
});

test('a frame that ends in the middle is counted', async () => {
  const a = await transport();
  const socket = await caller(a);
  socket.end(greetingFrame(9, challenge).subarray(0, 10));
  await once(socket, 'close');
  expect(a.drops).toEqual(['torn frame']);
});

test('whatever strangers say, members go on', async () => {
  const [a, b] = [await transport(), await transport()];
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const socket = await caller(a);
      socket.end(bytes);
      await once(socket, 'close');
    }),
    { numRuns: 50 },
  );
  // One who claims to be b learns nothing, and takes nothing from b.
  const liar = await caller(a);
  for (let i = 0; i < 8; i += 1) liar.write(greetingFrame(b.way.address.port, challenge));
  await reach(b, a, 'still here');
  await reach(a, b, 'so am I');
  expect(a.texts).toEqual(a.texts.map(() => 'still here'));
});

test('a member that comes back at its address is reached again, and its follower is asked anew', async () => {
  const [a, first] = [await transport(), await transport(OWN)];
  await reach(a, first, 'one');
  await reach(first, a, 'two');
  const { address } = first.way;
  await first.way.close();
  const second = await transport(address);
  await reach(a, second, 'three');
  await reach(second, a, 'four');
});

test('where nobody listens, what is sent is lost, and attempts are few', async () => {
  const [a, gone] = [await transport(), await transport()];
  await gone.way.close();
  const until = Date.now() + 400;
  while (Date.now() < until) {
    a.way.send(Buffer.from('x'), gone.way.address);
    await new Promise((done) => setTimeout(done, 1));
  }
  expect(new Set(a.drops)).toEqual(new Set(['no connection: ECONNREFUSED']));
  expect(a.drops.length).toBeLessThan(8);
});

test('what a slow reader does not take is dropped, not kept', async () => {
  const a = await transport();
  // It shows who it is, and then reads no more.
  const server = createServer();
  server.listen(0, LOCAL.host);
  await once(server, 'listening');
  open.push(server);
  const address = { host: LOCAL.host, port: (server.address() as AddressInfo).port };
  const called = once(server, 'connection') as Promise<[Socket]>;
  a.way.send(Buffer.from('x'), address);
  const [taken] = await called;
  open.push({ close: () => taken.destroy() });
  const [greeting] = (await once(taken, 'data')) as [Buffer];
  taken.pause();
  const back = await caller(a);
  back.write(greetingFrame(address.port, challenge));
  back.write(answerFrame(greeting.subarray(-16)));
  const datagram = Buffer.alloc(60_000);
  await expect
    .poll(
      () => {
        for (let i = 0; i < 20; i += 1) a.way.send(datagram, address);
        return a.drops.at(-1);
      },
      { timeout: 10_000, interval: 5 },
    )
    .toBe('connection is full');
  await a.way.close();
});
