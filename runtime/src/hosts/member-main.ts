/** The program of one process that the launcher starts: a member that does as it is told over IPC. */
import { ProtocolError } from '@maat/layers';
import { Random } from '../random.js';
import { Workload } from '../workload.js';
import { castsComeBack, firstView, typedArguments, viewOf } from '../app.js';
import type { AppEvent } from '../engine/events.js';
import type { Stack } from '../engine/stack.js';
import { loadStack } from './load-stack.js';
import type { FromMember, MemberConfig, MemberStatus, ToMember } from './messages.js';
import { SocketNode } from './socket-node.js';

const STATUS_PERIOD = 100;
const WORK_PERIOD = 10;

class Member {
  private node: SocketNode | undefined;
  private readonly stack: Stack;
  private readonly workload: Workload;
  private readonly pending = new Set<unknown>();
  private readonly counted: boolean;
  private issued = 0;
  private toIssue = 0;
  private allowance = 0;
  private rate = 0;
  /** Made, but not brought: there was no room for it. */
  private refused: AppEvent | undefined;
  /** What it does before its work. */
  private readonly first: AppEvent | undefined;
  private outputs = 0;
  private view: readonly string[] | undefined;

  static async open(config: MemberConfig): Promise<Member> {
    const stack = await loadStack(config.stack);
    const workload = new Workload(
      stack,
      config.members,
      new Random(config.seed).fork(2),
      config.size,
    );
    const first = firstView(stack, config.name, config.members);
    const member = new Member(stack, workload, first);
    const { transport, name, seed, faults, constants, trace, run, members } = config;
    member.node = await SocketNode.open({
      transport,
      stack,
      name,
      seed,
      faults,
      constants,
      trace: { file: trace, run, members },
      group: run,
      onOutput: (event) => {
        member.output(event);
      },
    });
    process.on('message', (message) => {
      member.obey(message as ToMember, name);
    });
    tell({ kind: 'ready', address: member.node.address });
    return member;
  }

  private constructor(stack: Stack, workload: Workload, first: AppEvent | undefined) {
    this.stack = stack;
    this.workload = workload;
    this.counted = castsComeBack(stack);
    this.first = first;
  }

  async close(): Promise<void> {
    await this.node?.close();
  }

  private obey(message: ToMember, name: string): void {
    switch (message.kind) {
      case 'start':
        this.node?.start(message.peers);
        if (this.first !== undefined) this.node?.input(this.first.action, this.first.args);
        setInterval(() => {
          tell({ kind: 'status', status: this.status() });
        }, STATUS_PERIOD);
        setInterval(() => {
          this.work(name);
        }, WORK_PERIOD);
        break;
      case 'work':
        this.toIssue += message.count;
        this.rate = message.rate;
        break;
      case 'input':
        this.bring(message.action, message.texts);
        break;
      case 'network':
        if (this.node !== undefined) this.node.network = message;
        break;
      case 'stop':
        leave(0);
        break;
    }
  }

  /** What cannot be brought is said to whoever asked for it. */
  private bring(action: string, texts: readonly string[]): void {
    try {
      const isBrought = this.node?.input(action, typedArguments(this.stack, action, texts));
      if (isBrought !== true) tell({ kind: 'refused', reason: `there is no room for ${action}` });
    } catch (cause) {
      if (!(cause instanceof RangeError || cause instanceof ProtocolError)) throw cause;
      tell({ kind: 'refused', reason: cause.message });
    }
  }

  private work(name: string): void {
    this.allowance = this.toIssue === 0 ? 0 : this.allowance + (this.rate * WORK_PERIOD) / 1000;
    for (; this.allowance >= 1 && this.toIssue > 0; this.allowance -= 1) {
      const { action, args } = this.refused ?? this.workload.next(name);
      this.refused = { action, args };
      if (this.counted && action === 'cast') this.pending.add(args[0]);
      if (this.node?.input(action, args) !== true) break;
      this.refused = undefined;
      this.issued += 1;
      this.toIssue -= 1;
    }
    // What the window did not let through is not made up for at once.
    this.allowance = Math.min(this.allowance, Math.max(1, this.rate / 10));
  }

  private output(event: AppEvent): void {
    this.outputs += 1;
    this.view = viewOf(event) ?? this.view;
    if (event.action === 'deliver') for (const arg of event.args) this.pending.delete(arg);
  }

  private status(): MemberStatus {
    return {
      issued: this.issued,
      toIssue: this.toIssue,
      pending: this.pending.size,
      outputs: this.outputs,
      view: this.view,
      lines: this.node?.lines ?? 0,
      quietFor: this.node?.quietFor() ?? 0,
      refusals: [...(this.node?.counts?.refused.values() ?? [])],
    };
  }
}

function tell(message: FromMember): void {
  if (process.connected) process.send?.(message);
}

function fail(cause: unknown): void {
  const term = cause instanceof ProtocolError;
  const trouble = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  tell({ kind: 'failed', term, reason: term ? cause.message : trouble });
  process.exitCode = 1;
  // Two things may go wrong before the process ends.
  if (process.connected) process.disconnect();
}

let opened: Member | undefined;

/** In good order: the log is closed. */
function leave(code: number): void {
  const closed = opened?.close() ?? Promise.resolve();
  void closed.finally(() => process.exit(code));
}

// Without its launcher, or after a fault of its own, a member is of no use to anybody.
process.on('disconnect', () => {
  if (process.exitCode === undefined) leave(0);
  else process.exit();
});
process.on('uncaughtException', fail);
process.on('SIGTERM', () => {
  leave(143);
});
// A terminal sends it to all of its processes; the launcher says what is to be done.
process.on('SIGINT', () => undefined);
Member.open(JSON.parse(process.argv[2] ?? '{}') as MemberConfig).then((member) => {
  opened = member;
}, fail);
