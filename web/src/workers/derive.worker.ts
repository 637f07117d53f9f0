/** Derivations in a worker of their own: making one, judging its steps, writing the TypeScript at the end. */
import type { Source } from '@maat/spec-lang';
import { questionsOf } from '@maat/synthesis';
import { judgeStep } from '@maat/verifier';
import { expose } from 'comlink';
import { generatedCode, runnableCode, type Code, type Runnable } from '../derive/code.js';
import { judgedView, type JudgedView } from '../derive/judged.js';
import { makeDerivation, type Made } from '../derive/make.js';
import { offersFor, type Offer } from '../derive/offer.js';
import { derivedView, type DerivedView } from '../derive/view.js';
import type { Refused } from '../spec/instance.js';
import { SHELF } from './shelf.js';

export interface DeriveEffort {
  readonly inputs: number;
  readonly limit: number;
  readonly runs: number;
  readonly steps: number;
}

export interface DeriveApi {
  offers(desk: readonly Source[], file: string): readonly Offer[];
  derive(desk: readonly Source[], file: string, name: string): DerivedView | Refused;
  /** Of what was derived last, from these texts. */
  code(desk: readonly Source[]): Promise<Code | Refused>;
  /** The layer that was derived last as code that can run at once. */
  runnable(): Promise<Runnable | Refused>;
  /** Judges one step of what was derived last; says meanwhile how far it is. */
  judge(index: number, effort: DeriveEffort, tick: (text: string) => void): JudgedView | Refused;
}

let last: Made | undefined;

const NOTHING: Refused = { kind: 'refused', message: 'Nothing is derived.', diagnostics: [] };

const api: DeriveApi = {
  offers: (desk, file) => offersFor(desk, SHELF, file),
  derive: (desk, file, name) => {
    const made = makeDerivation(desk, SHELF, file, name);
    if (made.kind === 'refused') return made;
    last = made;
    return derivedView(made.made);
  },
  code: async (desk) => (last === undefined ? NOTHING : generatedCode(last, desk)),
  runnable: async () => (last === undefined ? NOTHING : runnableCode(last)),
  judge: (index, effort, tick) => {
    const question = last && questionsOf(last.made)[index];
    if (question === undefined) return NOTHING;
    const judged = judgeStep(question, {
      ...effort,
      seed: 1,
      tick: (text) => {
        tick(text());
      },
    });
    return judgedView(judged);
  },
};

expose(api);
