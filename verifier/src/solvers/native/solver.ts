/** A solver on PATH: one process for each query. */
import { availableParallelism } from 'node:os';
import { conversation, preamble, type Conversation } from '../../dialogue/index.js';
import type { Answer, Cancellation, Query, Settings, Solver } from '../../smt/query.js';
import { attempts, type Ending, type Part } from '../../pool/attempts.js';
import { Slots } from '../../pool/slots.js';
import { patienceFor, Watchdog } from '../../pool/watchdog.js';
import { TIMERS } from '../timers.js';
import type { Binary } from './find.js';
import { SolverProcess, type Exit } from './process.js';

export interface NativeOptions {
  /** Processes at a time; as many as processors unless told. */
  readonly workers?: number;
  /** What one process may take; 4096 unless told. */
  readonly memoryMb?: number;
}

export class NativeSolver implements Solver {
  readonly name: string;
  readonly version: string;
  private readonly binary: Binary;
  private readonly slots: Slots;
  private readonly memoryMb: number;
  private readonly running = new Set<() => void>();
  private closed = false;

  constructor(binary: Binary, options: NativeOptions = {}) {
    this.binary = binary;
    this.name = binary.family;
    this.version = binary.version;
    this.slots = new Slots(options.workers ?? availableParallelism());
    this.memoryMb = options.memoryMb ?? 4096;
  }

  solve(query: Query, settings: Settings, cancel?: Cancellation): Promise<readonly Answer[]> {
    return this.slots.use(
      () => attempts(query, settings, cancel, (part) => this.run(part)),
      cancel,
    );
  }

  close(): Promise<void> {
    this.closed = true;
    for (const end of this.running) end();
    return Promise.resolve();
  }

  private async run(part: Part): Promise<Ending> {
    if (this.closed) return ended('cancelled', 'the solver was closed', false);
    const child = new SolverProcess(this.binary.family, this.memoryMb);
    let killedFor: 'time' | 'cancelled' | undefined;
    const watchdog = new Watchdog(() => {
      killedFor ??= 'time';
      child.kill();
    }, TIMERS);
    const cancel = (): void => {
      killedFor ??= 'cancelled';
      child.kill();
    };
    this.running.add(cancel);
    part.cancel?.addEventListener('abort', cancel);
    const exit = await this.converse(part, child, watchdog);
    watchdog.rest();
    part.cancel?.removeEventListener('abort', cancel);
    this.running.delete(cancel);
    child.kill();
    if (exit === undefined) return { kind: 'done' };
    const detail = killedFor === 'time' ? 'no answer in time: it was ended' : exit.detail;
    if (killedFor !== undefined) return ended(killedFor, detail, exit.ready);
    // Some solvers complain of a text and leave.
    const complained = exit.printed.includes('(error');
    return ended(
      complained ? 'error' : 'crashed',
      complained ? exit.printed.trim() : detail,
      exit.ready,
    );
  }

  /** Undefined when the dialogue came to its end. */
  private async converse(
    part: Part,
    child: SolverProcess,
    watchdog: Watchdog,
  ): Promise<(Exit & { readonly ready: boolean }) | undefined> {
    const patience = patienceFor(part.settings.timeoutMs);
    const dialogue = this.dialogue(part);
    let ready = false;
    let turn = dialogue.next();
    while (turn.done !== true) {
      watchdog.pat(patience);
      if (turn.value.kind === 'say') {
        const reply = await child.say(turn.value.text);
        if (!reply.ok) return { ...reply, ready };
        turn = dialogue.next(reply.printed);
        continue;
      }
      if (turn.value.kind === 'answer') part.answered(turn.value.answer);
      else ready = true;
      turn = dialogue.next('');
    }
    return undefined;
  }

  private dialogue({ query, settings, first }: Part): Conversation {
    return conversation({
      query,
      settings,
      first,
      preamble: preamble(this.binary.family, settings, this.binary.options),
      now: () => performance.now() / 1000,
    });
  }
}

function ended(
  reason: 'time' | 'cancelled' | 'crashed' | 'error',
  detail: string,
  ready: boolean,
): Ending {
  return { kind: 'died', reason, detail, ready };
}
