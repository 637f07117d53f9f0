/** Trace refinement in a worker: a long log does not hold up the page. */
import type { Source } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import { expose } from 'comlink';
import type { Refused, Target } from '../spec/instance.js';
import { judgeTrace, type Traced } from '../trace/judge.js';
import { SHELF } from './shelf.js';

export interface TraceApi {
  judge(desk: readonly Source[], target: Target, logs: readonly LogText[]): Traced | Refused;
}

const api: TraceApi = { judge: (desk, target, logs) => judgeTrace(desk, SHELF, target, logs) };

expose(api);
