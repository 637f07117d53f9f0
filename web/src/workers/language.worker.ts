/** The language in a worker: checks a text while it is being typed, and answers the editor's questions. */
import { libraryNames, librarySource, type Source } from '@maat/spec-lang';
import { createLanguageService, type LanguageService } from '@maat/spec-lang/service';
import { expose } from 'comlink';
import { findingsOf, type Findings } from '../problems/findings.js';
import { loaderFor } from '../spec/workspace.js';
import { evidenceOf, type Verdict } from '../verdicts/verdict.js';
import { SHELF } from './shelf.js';

export interface LanguageApi extends LanguageService {
  check(file: string, desk: readonly Source[]): Findings;
  /** Every text of the library and of the layers, by path. */
  gallery(): readonly Source[];
  /** What is known of a text's claims and actions, to be told to whoever points at one. */
  setVerdicts(file: string, verdicts: readonly Verdict[]): void;
}

const verdicts = new Map<string, readonly Verdict[]>();

const api: LanguageApi = {
  ...createLanguageService({
    load: loaderFor([], SHELF),
    evidence: (subject) => evidenceOf(verdicts.get(subject.file) ?? [], subject),
  }),
  setVerdicts: (file, all) => {
    verdicts.set(file, all);
  },
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
