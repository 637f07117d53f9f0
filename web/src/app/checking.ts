/** What the checker says of the open text, from the keystroke on. */
import { now } from '../browser/timing.js';
import { checker } from '../browser/workers.js';
import type { Finding, Findings } from '../problems/findings.js';
import { currentDocument } from '../state/documents.js';
import { storeOf } from '../state/store.js';
import { desk, plain } from './workbench.js';

export interface Checking {
  readonly findings: Findings | undefined;
  /** What cannot be read of a text that is newer than the findings. */
  readonly unreadable: { readonly file: string; readonly findings: readonly Finding[] } | undefined;
  /** How long the last check took, in milliseconds. */
  readonly took: number | undefined;
  /** Set when the checker itself failed. */
  readonly failure: string | undefined;
}

const NOTHING: Checking = {
  findings: undefined,
  unreadable: undefined,
  took: undefined,
  failure: undefined,
};

export const checking = storeOf<Checking>(NOTHING);

/** Called once. */
export function startChecking(): void {
  let before: unknown;
  desk.subscribe(() => {
    // Nobody waits for a keystroke to be the last one: whatever was typed meanwhile is checked next.
    if (desk.get() !== before) void checkAll();
    before = desk.get();
  });
  void checkAll();
}

/** One check at a time; what was typed meanwhile is checked next, and nothing in between. */
const queue = { busy: false, again: false };

async function checkAll(): Promise<void> {
  queue.again = queue.busy;
  if (queue.busy) return;
  queue.busy = true;
  await checkOnce().catch(failed);
  queue.busy = false;
  if (wasAskedAgain()) await checkAll();
}

function wasAskedAgain(): boolean {
  return queue.again;
}

async function checkOnce(): Promise<void> {
  const document = currentDocument(desk.get());
  if (document === undefined) {
    checking.set(NOTHING);
    return;
  }
  const { file, text } = document;
  const started = now();
  await checker.ask(async (c) => {
    // Asked together: the second answer is being made while the first is shown.
    const unreadable = c.unreadable({ file, text });
    const findings = c.check(file, plain(desk.get()));
    const found = await unreadable;
    checking.update((was) => ({ ...was, unreadable: { file, findings: found } }));
    checking.set({ ...NOTHING, findings: await findings, took: now() - started });
  });
}

function failed(error: unknown): void {
  const failure = error instanceof Error ? error.message : String(error);
  checking.update((c) => ({ ...c, failure }));
}
