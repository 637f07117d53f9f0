// A long run of ETO, made directly: casts, one queue a view, deliveries at everyone's own speed, view changes.
import { randomFrom, setOf } from '@maat/spec-lang';
import type { Step } from '@maat/spec-lang';
import type { Log, Trace, TraceEvent } from '@maat/verifier';

export interface LargeRun {
  readonly members: number;
  readonly casts: number;
  readonly views: number;
  readonly seed: number;
  readonly witness: boolean;
}

export function largeRun(run: LargeRun): Trace {
  return new Run(run).logs();
}

class Run {
  private readonly run: LargeRun;
  private readonly processes: readonly string[];
  private readonly lines: Map<string, { event: TraceEvent; internal: boolean }[]>;
  private readonly pending: Map<string, string[]>;
  private readonly next = new Map<string, number>();
  private queue: (readonly [string, string])[] = [];
  private clock = 0;

  constructor(run: LargeRun) {
    this.run = run;
    this.processes = Array.from({ length: run.members }, (_, i) => 'abcdefghij'[i] ?? `p${i}`);
    this.lines = new Map(this.processes.map((p) => [p, []]));
    this.pending = new Map(this.processes.map((p) => [p, []]));
  }

  logs(): Trace {
    const { casts, views, seed } = this.run;
    const random = randomFrom(seed);
    this.enter(1);
    for (let k = 0; k < casts; k++) {
      const p = random.pick(this.processes);
      this.log(p, { action: 'cast', args: [p, `m${k}`] });
      this.pending.get(p)?.push(`m${k}`);
      for (let i = 0; i < 8; i++) this.act(random.pick(this.processes), random.below(3) === 0);
      if (k > 0 && k % Math.ceil(casts / views) === 0)
        this.change(1 + k / Math.ceil(casts / views));
    }
    this.drain();
    return this.processes.map((p) => this.logOf(p));
  }

  private act(p: string, sends: boolean): void {
    if (sends) this.send(p);
    else this.deliver(p);
  }

  private send(p: string): void {
    const m = this.pending.get(p)?.shift();
    if (m === undefined) return;
    this.queue.push([p, m]);
    this.log(p, { action: 'send', args: [p] }, true);
  }

  private deliver(p: string): boolean {
    const at = this.next.get(p) ?? 0;
    const entry = this.queue[at];
    if (entry === undefined) return false;
    this.next.set(p, at + 1);
    this.log(p, { action: 'deliver', args: [p, ...entry] });
    return true;
  }

  private drain(): void {
    for (const p of this.processes) while (this.deliver(p));
  }

  private change(view: number): void {
    this.drain();
    this.enter(view);
  }

  private enter(view: number): void {
    this.queue = [];
    this.next.clear();
    const args = [`v${view}`, setOf(this.processes)];
    this.log(this.processes[0] ?? '', { action: 'newView', args }, true);
    for (const p of this.processes) this.log(p, { action: 'view', args: [p, ...args] });
  }

  private log(process: string, step: Step, internal = false): void {
    const lines = this.lines.get(process) ?? [];
    if (internal && !this.run.witness) return;
    const n = lines.length + 1;
    this.clock += 1;
    const clock = this.run.witness ? { clock: this.clock } : {};
    const place = { process, file: `${process}.ndjson`, line: n + 1, n, t: this.clock, ...clock };
    lines.push({ event: { ...place, step }, internal });
  }

  private logOf(process: string): Log {
    const lines = this.lines.get(process) ?? [];
    const of = (internal: boolean): TraceEvent[] =>
      lines.flatMap((l) => (l.internal === internal ? [l.event] : []));
    const header = { maat: 1 as const, process, run: 'r', service: 'ETO', stack: 's' };
    const end = { end: 'closed' as const, lines: lines.length };
    return { file: `${process}.ndjson`, header, process, events: of(false), hints: of(true), end };
  }
}
