/** The language service in a worker: answers what the editor asks. */
import { createLanguageService, type LanguageService } from '@maat/spec-lang/service';
import { expose } from 'comlink';
import { loaderFor } from '../spec/workspace.js';
import { evidenceOf, type Verdict } from '../verdicts/verdict.js';
import { SHELF } from './shelf.js';

export interface LanguageApi extends LanguageService {
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
};

expose(api);
