/** Takes the logs of a recorded run, has them held against the service that is open, and keeps what is said. */
import { proxy } from 'comlink';
import { showPanel } from '../app/panels.js';
import { desk, plain, versionOf } from '../app/workbench.js';
import { now } from '../browser/timing.js';
import { tracer } from '../browser/workers.js';
import { running } from '../run/controller.js';
import type { Target } from '../spec/instance.js';
import { storeOf } from '../state/store.js';
import { openRecorded } from './open.js';
import { summaryOf, type Summary } from './summary.js';

export type Tracing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'judging'; readonly said: string; readonly since: number }
  | ({ readonly kind: 'said'; readonly summary: Summary } & Judged)
  | { readonly kind: 'failed'; readonly message: string };

export interface Judged {
  readonly target: Target;
  readonly files: readonly File[];
  /** Of the text of the service, to know when it has changed since. */
  readonly version: string | undefined;
}

export const tracing = storeOf<Tracing>({ kind: 'nothing' });

export const traceCommands = {
  /** The logs of one run, from wherever they were dropped. */
  judge: async (files: readonly File[]): Promise<void> => {
    const { target } = running.get();
    if (files.length === 0) return;
    showPanel('trace');
    if (target === undefined) fail('Open a service first, and drop the logs again.');
    else await judge(target, files);
  },
  /** After an edit of the service. */
  again: ({ target, files }: Judged): Promise<void> => judge(target, files),
  stop: (): void => {
    fail('Stopped: nothing is known.');
    tracer.end();
  },
  /** Why not, when it cannot be opened. */
  open: (target: Target): Promise<string | undefined> => openRecorded(target, undefined),
};

async function judge(target: Target, files: readonly File[]): Promise<void> {
  if (tracing.get().kind === 'judging') tracer.end();
  const mine = { kind: 'judging', since: now() } as const;
  let current: Tracing = { ...mine, said: 'reading…' };
  const isCurrent = (): boolean => tracing.get() === current;
  const tell = (said: string): void => {
    if (!isCurrent()) return;
    tracing.set((current = { ...mine, said }));
  };
  tracing.set(current);
  const version = versionOf(target.file);
  try {
    const answer = await tracer.ask(async (t) =>
      t.judgeFiles(plain(desk.get()), target, files, proxy(tell)),
    );
    if (!isCurrent()) return;
    if (answer.kind === 'refused') fail(answer.message);
    else {
      const summary = summaryOf(answer.verdict, target.unit);
      tracing.set({ kind: 'said', summary, target, files, version });
    }
  } catch (error) {
    if (isCurrent()) fail(error instanceof Error ? error.message : String(error));
  }
}

function fail(message: string): void {
  tracing.set({ kind: 'failed', message });
}
