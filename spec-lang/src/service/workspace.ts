/**
 * The texts that an editor has open, and what the analysis says of each. An open text is what
 * importers see, saved or not; an answer is kept until one of the texts it was made from changes.
 */
import { analyse, type Analysis } from '../analyse/check.js';
import type { Loader } from '../analyse/imports.js';
import { librarySource } from '../library.js';
import type { Source } from '../text/span.js';
import { Facts } from './facts.js';
import { Snapshot } from './snapshot.js';

/** What the service asks of the world around it. */
export interface Host {
  /** Finds a text that is not open: a file beside the importing one, or of a package. */
  readonly load?: Loader;
  /** Texts that may use what an open one declares, for references and rename. */
  readonly others?: () => readonly Source[];
}

/** What an analysis asked for, and what it was given. */
interface Reading {
  readonly path: string;
  readonly from: string;
  readonly found: Source | undefined;
}

export const LIBRARY = 'library/';

export class Workspace {
  readonly #host: Host;
  readonly #open = new Map<string, string>();
  readonly #snapshots = new Map<string, { snapshot: Snapshot; readings: readonly Reading[] }>();

  constructor(host: Host) {
    this.#host = host;
  }

  open(file: string, text: string): void {
    this.#open.set(file, text);
  }

  close(file: string): void {
    this.#open.delete(file);
    this.#snapshots.delete(file);
  }

  isOpen(file: string): boolean {
    return this.#open.has(file);
  }

  /** A workspace in which these texts are other ones, to try a change. */
  with(changed: ReadonlyMap<string, string>): Workspace {
    const trial = new Workspace(this.#host);
    for (const [file, text] of this.#open) trial.open(file, text);
    for (const [file, text] of changed) trial.open(file, text);
    return trial;
  }

  /** Everything that is known to belong together: what is open, what that imports, what the host names. */
  files(): readonly string[] {
    const own = [...this.#open.keys()];
    const reached = own.flatMap((f) => this.snapshot(f)?.analysis.files.map((a) => a.file) ?? []);
    const others = this.#host.others?.().map((s) => s.file) ?? [];
    return [...new Set([...own, ...reached, ...others])];
  }

  source(file: string): Source | undefined {
    const text = this.#open.get(file);
    if (text !== undefined) return { file, text };
    if (file.startsWith(LIBRARY)) return librarySource(file.slice(LIBRARY.length));
    return this.#host.others?.().find((s) => s.file === file) ?? this.#host.load?.(file, file);
  }

  /** Undefined when no such text is known. */
  snapshot(file: string): Snapshot | undefined {
    const source = this.source(file);
    if (source === undefined) return undefined;
    const known = this.#snapshots.get(file);
    if (known?.snapshot.source.text === source.text && this.#current(known.readings))
      return known.snapshot;
    const readings: Reading[] = [];
    const facts = new Facts(file);
    const analysis = this.#analyse(source, readings, facts);
    const snapshot = new Snapshot(source, analysis, facts);
    this.#snapshots.set(file, { snapshot, readings });
    return snapshot;
  }

  /** Finds the texts that a file imports; open ones as they stand in the editor. */
  readonly load: Loader = (path, from) => {
    const beside = this.#open.has(resolve(path, from)) ? resolve(path, from) : undefined;
    if (beside !== undefined) return { file: beside, text: this.#open.get(beside) ?? '' };
    const found = this.#host.load?.(path, from);
    const text = found && this.#open.get(found.file);
    return found && text !== undefined ? { file: found.file, text } : found;
  };

  #analyse(source: Source, readings: Reading[], facts: Facts): Analysis {
    const load: Loader = (path, from) => {
      const found = this.load(path, from);
      readings.push({ path, from, found });
      return found;
    };
    return analyse(source, load, facts);
  }

  #current(readings: readonly Reading[]): boolean {
    return readings.every(({ path, from, found }) => {
      const now = this.load(path, from);
      return now?.file === found?.file && now?.text === found?.text;
    });
  }
}

/** A relative path from the folder of the importing file; works on plain paths and on URIs. */
export function resolve(path: string, from: string): string {
  if (path.startsWith('/') || path.includes(':')) return path;
  const parts = from.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}
