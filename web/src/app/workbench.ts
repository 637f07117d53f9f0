/** What the panels share: the desk, and the commands that change it. */
import type { Source } from '@maat/spec-lang';
import { debounced } from '../browser/timing.js';
import { beforeLeaving, recall, remember } from '../browser/storage.js';
import { checker } from '../browser/workers.js';
import {
  close,
  deskFromJson,
  edit,
  EMPTY_DESK,
  freshName,
  open,
  revert,
  type Desk,
} from '../state/documents.js';
import { behind } from '../spec/behind.js';
import { storeOf } from '../state/store.js';

export const desk = storeOf<Desk>(deskFromJson(recall('desk')) ?? EMPTY_DESK);

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

/** Called once: keeps what is typed. */
export function startWorkbench(): void {
  const keepSoon = debounced(() => {
    kept.set(remember('desk', desk.get()));
  }, KEEP_AFTER);
  desk.subscribe(keepSoon);
  // Whoever reloads in the middle of a word loses none of it.
  beforeLeaving(() => {
    remember('desk', desk.get());
  });
  void fillGallery();
}

const KEEP_AFTER = 300;

async function fillGallery(): Promise<void> {
  try {
    gallery.set(await checker.ask((c) => c.gallery()));
  } catch {
    // The checker says itself that it failed.
  }
}

/**
 * What is written in an open text and in those that it imports, as one word: an answer was given of
 * this, and is old when it is another. Undefined when the text is not open.
 */
export function versionOf(file: string): string | undefined {
  const texts = behind(file, desk.get().documents, gallery.get());
  return texts.length === 0 ? undefined : JSON.stringify(texts);
}

/** Sources without what the desk knows besides. */
export function plain({ documents }: Desk): readonly Source[] {
  return documents.map(({ file, text }) => ({ file, text }));
}
