/** One process of a native solver: texts go in, what it prints until a marker comes back. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Family } from '../../dialogue/index.js';

/** How it ended, before it had answered. */
export interface Exit {
  readonly printed: string;
  readonly detail: string;
}

export type Reply =
  { readonly ok: true; readonly printed: string } | ({ readonly ok: false } & Exit);

const ARGUMENTS: Readonly<Record<Family, readonly string[]>> = {
  z3: ['-in', '-smt2'],
  cvc5: ['--incremental', '--lang=smt2.6', '--quiet', '-'],
};

const running = new Set<ChildProcessWithoutNullStreams>();
// Whatever happens to us, no solver is left behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export class SolverProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private printed = '';
  private complained = '';
  private gone: string | undefined;
  private settle: ((reply: Reply) => void) | undefined;

  constructor(family: Family, memoryMb: number) {
    this.child = start(family, memoryMb);
    running.add(this.child);
    this.child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.printed += text;
      this.look();
    });
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.complained = (this.complained + text).slice(-1000);
    });
    // It may go away while it is spoken to; its end says all there is to say.
    this.child.stdin.on('error', () => undefined);
    this.child.on('error', (failure) => {
      this.leave(failure.message);
    });
    this.child.on('close', (code, signal) => {
      this.leave(`it ended with ${signal ?? `code ${code ?? 0}`}`);
    });
  }

  /** Never rejects. One text at a time. */
  say(text: string): Promise<Reply> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (this.gone !== undefined) this.leave(this.gone);
      else this.child.stdin.write(`${text}\n(echo "maat-end-of-reply")\n`);
    });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  private look(): void {
    // z3 echoes without quotes, cvc5 with them.
    const end = /^"?maat-end-of-reply"?\r?\n/m.exec(this.printed);
    if (end === null) return;
    const printed = this.printed.slice(0, end.index);
    this.printed = this.printed.slice(end.index + end[0].length);
    this.answer({ ok: true, printed });
  }

  private leave(why: string): void {
    running.delete(this.child);
    this.gone ??= why;
    const detail = [this.gone, this.complained.trim()].filter((t) => t !== '').join(': ');
    this.answer({ ok: false, printed: this.printed, detail });
  }

  private answer(reply: Reply): void {
    const { settle } = this;
    this.settle = undefined;
    settle?.(reply);
  }
}

/** The limit on memory is the operating system's, since not every solver has one; Windows has neither. */
function start(family: Family, memoryMb: number): ChildProcessWithoutNullStreams {
  const args = ARGUMENTS[family];
  if (process.platform === 'win32') return spawn(family, args, { stdio: 'pipe' });
  const limited = `ulimit -v ${Math.ceil(memoryMb) * 1024}; exec "$0" "$@"`;
  return spawn('sh', ['-c', limited, family, ...args], { stdio: 'pipe' });
}
