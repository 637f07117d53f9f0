/** Checks a text while it is being typed. What the editor asks besides has a worker of its own, and keeps nobody waiting here. */
import { libraryNames, librarySource, type Source } from '@maat/spec-lang';
import { expose } from 'comlink';
import { findingsOf, unreadableIn, type Finding, type Findings } from '../problems/findings.js';
import { SHELF } from './shelf.js';

export interface CheckerApi {
  /** What cannot be read of the text: at once. */
  unreadable(source: Source): readonly Finding[];
  check(file: string, desk: readonly Source[]): Findings;
  /** Every text of the library and of the layers, by path. */
  gallery(): readonly Source[];
}

const api: CheckerApi = {
  unreadable: unreadableIn,
  check: (file, desk) => {
    const source = desk.find((d) => d.file === file) ?? { file, text: '' };
    return findingsOf(source, desk, SHELF);
  },
  gallery: () => {
    const library = libraryNames().flatMap((name) => librarySource(name) ?? []);
    return [...library, ...[...SHELF].map(([file, text]) => ({ file, text }))];
  },
};

expose(api);
