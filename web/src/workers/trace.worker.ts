/** Trace refinement in a worker: a long log does not hold up the page. */
import type { Source } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import { expose } from 'comlink';
import type { Refused, Target } from '../spec/instance.js';
import { judgeTrace, type Traced } from '../trace/judge.js';
import { recordedRun, type Recorded } from '../trace/recorded.js';
import { SHELF } from './shelf.js';

export interface TraceApi {
  judge(desk: readonly Source[], target: Target, logs: readonly LogText[]): Traced | Refused;
  /** To be looked at step by step. */
  recorded(desk: readonly Source[], target: Target, logs: readonly LogText[]): Recorded | Refused;
}

const api: TraceApi = {
  judge: (desk, target, logs) => judgeTrace(desk, SHELF, target, logs),
  recorded: (desk, target, logs) => recordedRun(desk, SHELF, target, logs),
};

expose(api);
