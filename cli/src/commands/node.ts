// `maat node STACK`: one member of a group. Its inputs are lines on standard input, what happens to it lines on standard output.
import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { lookup } from 'node:dns/promises';
import { SocketAddress } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Json } from '@maat/spec-lang';
import {
  accepts,
  NO_FAULTS,
  TooLarge,
  fromJson,
  toJson,
  type AppEvent,
  type Stack,
} from '@maat/runtime';
import { SocketNode, type Address, type TransportName } from '@maat/runtime/hosts';
import { BadInput } from '../failure.js';
import { duration, share } from '../input/numbers.js';
import { withStack } from '../input/stack.js';
import type { Outcome } from '../outcome.js';
import { freshLog } from '../run/logs.js';
import type { CommonOptions, Context, Session } from '../session.js';

interface Options extends CommonOptions {
  readonly name: string;
  readonly transport: TransportName;
  readonly listen: Address;
  readonly peer: readonly Peer[];
  readonly loss?: number;
  readonly trace?: string;
  readonly linger?: number;
  readonly run: string;
}

interface Peer {
  readonly name: string;
  readonly address: Address;
}

export function addNode(program: Command, session: Session): Command {
  return program
    .command('node')
    .description('one member of a group, for machines of your own')
    .argument('<stack>', 'the name of a stack, such as total, or one of your own: FILE.ioa#NAME')
    .requiredOption('--name <name>', 'a name that no member of the group has or had', processName)
    .addOption(
      new Option('--transport <kind>', 'the same for all members')
        .choices(['udp', 'tcp'])
        .default('udp'),
    )
    .option('--listen <address>', 'HOST:PORT of this member; port 0 takes a free one', address, {
      host: '127.0.0.1',
      port: 0,
    })
    .option('--peer <name=address>', 'another member, NAME=HOST:PORT (repeatable)', peer, [])
    .option('--loss <share>', 'share of the datagrams that is lost on purpose', share)
    .option('--trace <folder>', 'write NAME.ndjson there')
    .option('--linger <time>', 'stay for so long after the end of the input: 2s', duration)
    .option(
      '--run <name>',
      'the name of the group in this run: who has another is not heard',
      'run',
    )
    .addHelpText('after', HELP)
    .action((stack: string, options: Options) =>
      session.run('node', options, (context) =>
        withStack(context, stack, (runnable) => member(context, runnable.stack, options)),
      ),
    );
}

const HELP = `
Each line of standard input is an input of the service, each line of standard output an output of it:
  {"action":"cast","args":["hello"]}
The process itself is left out of the arguments. The end of the input ends the member; a line that is
no input is told on standard error, and makes the exit code 2 at the end. With --json the outputs
go to standard error, and one object to standard output at the end. A member is known by its name and address:
who is not among the --peer of anybody is learned when it speaks, and a name is used once. Over TCP a member has
to hear at the address where it says that it listens, so that address must not be translated on the way.

Example, on two machines:
  $ maat node total --name a --listen 10.0.0.1:4000 --peer b=10.0.0.2:4000
  $ maat node total --name b --listen 10.0.0.2:4000 --peer a=10.0.0.1:4000
Where datagrams are not let through:
  $ maat node total --name a --transport tcp --listen 10.0.0.1:4000 --peer b=10.0.0.2:4000`;

async function member(context: Context, stack: Stack, options: Options): Promise<Outcome> {
  const names = [options.name, ...options.peer.map((p) => p.name)];
  const twice = names.find((n, i) => names.indexOf(n) !== i);
  if (twice !== undefined) throw new BadInput(`two members are called '${twice}'`);
  const peers = await addresses(options.peer);
  const node = await open(context, stack, options, names);
  context.host.err(
    `${options.name} of ${stack.name} listens at ${node.address.host}:${node.address.port}\n`,
  );
  node.start(peers);
  const bad = await serve(context, stack, node);
  if (options.linger !== undefined) await sleep(options.linger);
  await node.close();
  context.host.err(`${options.name} ended after ${node.lines} recorded lines\n`);
  const data = { name: options.name, lines: node.lines, misunderstood: bad };
  return { verdict: bad === 0 ? 'holds' : 'invalid', text: '', data, findings: [], claims: [] };
}

/** Datagrams come from numbers, so names of hosts are looked up once. */
async function addresses(peers: readonly Peer[]): Promise<Readonly<Record<string, Address>>> {
  const found = await Promise.all(
    peers.map(async ({ name, address: { host, port } }) => {
      try {
        const { address: number, family } = await lookup(host);
        const plain = new SocketAddress({
          address: number,
          family: family === 6 ? 'ipv6' : 'ipv4',
        }).address;
        return [name, { host: plain, port }] as const;
      } catch {
        throw new BadInput(`--peer ${name}: there is no host '${host}'`);
      }
    }),
  );
  return Object.fromEntries(found);
}

async function open(
  context: Context,
  stack: Stack,
  options: Options,
  members: readonly string[],
): Promise<SocketNode> {
  const { name, transport, listen, loss, trace, run } = options;
  const file = trace === undefined ? undefined : freshLog(resolve(context.host.cwd, trace), name);
  try {
    return await SocketNode.open({
      stack,
      name,
      transport,
      bind: listen,
      seed: randomInt(2 ** 31),
      group: run,
      ...(loss === undefined ? {} : { faults: { ...NO_FAULTS, loss } }),
      ...(file === undefined ? {} : { trace: { file, run, members } }),
      onOutput: (event) => {
        const say = options.json === true ? context.host.err : context.host.out;
        say(`${outputText(stack, event)}\n`);
      },
      onComplaint: (complaint) => {
        context.host.err(`${name}: ${complaint}\n`);
      },
    });
  } catch (cause) {
    throw new BadInput(
      `cannot listen at ${listen.host}:${listen.port}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

/** Until the input ends or the user interrupts; gives the number of lines that were no events. */
async function serve(context: Context, stack: Stack, node: SocketNode): Promise<number> {
  const lines = createInterface({ input: process.stdin });
  context.host.onInterrupt(() => {
    lines.close();
    return node.close();
  });
  let [bad, at] = [0, 0];
  for await (const line of lines) {
    at += 1;
    const problem = line.trim() === '' ? undefined : bring(stack, node, line);
    if (problem === undefined) continue;
    bad += 1;
    context.host.err(`line ${at}: not understood: ${problem}: ${line.slice(0, 200)}\n`);
  }
  return bad;
}

const FULL = 'too many messages are under way; bring it again later';

/** Brings one input to the service; a text says what is wrong with the line. */
function bring(stack: Stack, node: SocketNode, line: string): string | undefined {
  const event = parse(line);
  if (event === undefined) return 'not {"action":…,"args":[…]}';
  const inputs = stack.layers[0]?.implements.actions.filter((a) => a.kind === 'input') ?? [];
  const action = inputs.find((a) => a.name === event.action);
  if (action === undefined) return `${stack.service} has no input '${event.action}'`;
  const sorts = action.parameters.slice(1);
  if (sorts.length !== event.args.length) return `${event.action} has ${sorts.length} arguments`;
  const wrong = sorts.find((p, i) => !accepts(p.sort, event.args[i] as Json));
  if (wrong !== undefined) return `${wrong.name} of ${event.action} is not of its sort`;
  const args = sorts.map((p, i) => fromJson(p.sort, event.args[i] as Json));
  try {
    return node.input(event.action, args) ? undefined : FULL;
  } catch (cause) {
    if (cause instanceof TooLarge) return cause.message;
    throw cause;
  }
}

function parse(
  line: string,
): { readonly action: string; readonly args: readonly unknown[] } | undefined {
  try {
    const event: unknown = JSON.parse(line);
    if (typeof event !== 'object' || event === null || !('action' in event) || !('args' in event))
      return undefined;
    const { action, args } = event;
    if (typeof action !== 'string' || !Array.isArray(args)) return undefined;
    return { action, args };
  } catch {
    return undefined;
  }
}

function outputText(stack: Stack, event: AppEvent): string {
  const action = stack.layers[0]?.implements.actions.find((a) => a.name === event.action);
  const args = action?.parameters.slice(1).map((p, i) => toJson(p.sort, event.args[i])) ?? [];
  return JSON.stringify({ action: event.action, args });
}

function processName(text: string): string {
  if (/^[\w.:@-]{1,200}$/.test(text)) return text;
  throw new InvalidArgumentError('A name has letters, digits and . : @ - _ only.');
}

function address(text: string): Address {
  const match = /^(?:\[([0-9a-fA-F:]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const [host, port] = [match?.[1] ?? match?.[2] ?? '', Number(match?.[3] ?? NaN)];
  if (host !== '' && port <= 65_535) return { host, port };
  throw new InvalidArgumentError('HOST:PORT is expected, such as 10.0.0.1:4000 or [::1]:4000.');
}

function peer(text: string, before: readonly Peer[]): readonly Peer[] {
  const at = text.indexOf('=');
  if (at <= 0) throw new InvalidArgumentError('NAME=HOST:PORT is expected.');
  return [
    ...before,
    { name: processName(text.slice(0, at)), address: address(text.slice(at + 1)) },
  ];
}
