/** A member's process, as the launcher sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromMember, MemberConfig, MemberStatus, ToMember } from './messages.js';
import type { Address } from './transport.js';

const PROGRAM = fileURLToPath(new URL('member-main.js', import.meta.url)).replace(
  /([/\\])src([/\\]hosts[/\\])/,
  '$1dist$2',
);

const running = new Set<ChildProcess>();
// Whatever happens to the launcher, nobody is left behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export class Child {
  readonly config: MemberConfig;
  status: MemberStatus | undefined;
  address: Address | undefined;
  /** Why it went wrong, if it did. */
  failure: string | undefined;
  /** The failure is one of the layers: they met a term without a value. */
  term = false;
  killed = false;
  /** Inputs that it could not bring: why not. */
  readonly refused: string[] = [];
  /** How much work it was told to do. */
  assigned = 0;
  private readonly process: ChildProcess;
  private stopping = false;

  constructor(config: MemberConfig) {
    this.config = config;
    this.process = fork(PROGRAM, [JSON.stringify(config)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    running.add(this.process);
    this.process.on('message', (message) => {
      this.hear(message as FromMember);
    });
    this.process.on('exit', (code, signal) => {
      running.delete(this.process);
      if (this.stopping || this.killed) return;
      this.failure ??= `${this.name} ended by itself (${signal ?? `exit code ${code ?? 0}`})`;
    });
  }

  get name(): string {
    return this.config.name;
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  tell(message: ToMember): void {
    if (this.process.connected) this.process.send(message);
  }

  kill(): void {
    this.killed = true;
    this.process.kill('SIGKILL');
  }

  /** Lets it close its log; false if it did not in time. */
  async stop(patience: number): Promise<boolean> {
    this.stopping = true;
    this.tell({ kind: 'stop' });
    return this.ended(patience);
  }

  async ended(patience: number): Promise<boolean> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return true;
    try {
      await once(this.process, 'exit', { signal: AbortSignal.timeout(patience) });
      return true;
    } catch {
      return false;
    }
  }

  /** Ends it at once, whatever it does. */
  destroy(): void {
    this.stopping = true;
    if (this.process.exitCode === null) this.process.kill('SIGKILL');
  }

  private hear(message: FromMember): void {
    switch (message.kind) {
      case 'ready':
        this.address = message.address;
        break;
      case 'status':
        this.status = message.status;
        break;
      case 'refused':
        this.refused.push(message.reason);
        break;
      case 'failed':
        this.failure = `${this.name}: ${message.reason}`;
        this.term = message.term;
        break;
    }
  }
}
