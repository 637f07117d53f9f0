/** What the panels share: the desk, what the checker says of it, and the commands that change either. */
import type { Source } from '@maat/spec-lang';
import { debounced, now } from '../browser/timing.js';
import { beforeLeaving, recall, remember } from '../browser/storage.js';
import { language } from '../browser/workers.js';
import type { Findings } from '../problems/findings.js';
import {
  close,
  currentDocument,
  deskFromJson,
  edit,
  EMPTY_DESK,
  freshName,
  open,
  revert,
  type Desk,
} from '../state/documents.js';
import { storeOf } from '../state/store.js';

export const desk = storeOf<Desk>(deskFromJson(recall('desk')) ?? EMPTY_DESK);

export interface Checking {
  readonly findings: Findings | undefined;
  /** How long the last check took, in milliseconds. */
  readonly took: number | undefined;
  /** Set when the checker itself failed. */
  readonly failure: string | undefined;
}

export const checking = storeOf<Checking>({
  findings: undefined,
  took: undefined,
  failure: undefined,
});

/** Texts that can be opened; none until the language has started. */
export const gallery = storeOf<readonly Source[]>([]);

/** False when the browser refuses to keep the edits. */
export const kept = storeOf(true);

/** Something that went wrong and belongs to no panel. */
export const notice = storeOf('');

/** A place that the editor is asked to show. */
export interface Reveal {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export const revealing = storeOf<Reveal | undefined>(undefined);

export const commands = {
  openSource: (source: Source): void => {
    desk.update((d) => open(d, { ...source, original: source.text }));
  },
  show: (file: string): void => {
    desk.update((d) => ({ ...d, current: file }));
  },
  create: (text = '', wish?: string): void => {
    desk.update((d) => open(d, { file: freshName(d, wish), text }));
  },
  edit: (file: string, text: string): void => {
    desk.update((d) => edit(d, file, text));
  },
  close: (file: string): void => {
    desk.update((d) => close(d, file));
  },
  revert: (file: string): void => {
    desk.update((d) => revert(d, file));
  },
  /** Shows a place, opening its file from the gallery when it is not on the desk. */
  reveal: (place: Reveal): void => {
    const known = desk.get().documents.some((d) => d.file === place.file);
    const source = gallery.get().find((s) => s.file === place.file);
    if (!known && source === undefined) return;
    if (known) commands.show(place.file);
    else if (source !== undefined) commands.openSource(source);
    revealing.set({ ...place });
  },
};

/** Called once: keeps what is typed, and checks it. */
export function startWorkbench(): void {
  const checkSoon = debounced(() => void checkAll(), CHECK_AFTER);
  const keepSoon = debounced(() => {
    kept.set(remember('desk', desk.get()));
  }, KEEP_AFTER);
  desk.subscribe(checkSoon);
  desk.subscribe(keepSoon);
  // Whoever reloads in the middle of a word loses none of it.
  beforeLeaving(() => {
    remember('desk', desk.get());
  });
  void fillGallery();
  void checkAll();
}

const CHECK_AFTER = 100;
const KEEP_AFTER = 300;

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
    checking.set({ findings: undefined, took: undefined, failure: undefined });
    return;
  }
  const started = now();
  const findings = await language.get().check(document.file, plain(desk.get()));
  checking.set({ findings, took: now() - started, failure: undefined });
}

async function fillGallery(): Promise<void> {
  try {
    gallery.set(await language.get().gallery());
  } catch (error) {
    failed(error);
  }
}

function failed(error: unknown): void {
  const failure = error instanceof Error ? error.message : String(error);
  checking.update((c) => ({ ...c, failure }));
}

/** Sources without what the desk knows besides. */
export function plain({ documents }: Desk): readonly Source[] {
  return documents.map(({ file, text }) => ({ file, text }));
}
