/** The quick look at a text, beside everything else: the next keystroke ends it. */
import type { Source } from '@maat/spec-lang';
import { expose } from 'comlink';
import { examine } from '../verdicts/examine.js';
import type { Verdict } from '../verdicts/verdict.js';
import { SHELF } from './shelf.js';

export interface ExamineApi {
  examine(desk: readonly Source[], file: string): readonly Verdict[];
}

const api: ExamineApi = { examine: (desk, file) => examine(desk, SHELF, file) };

expose(api);
