/** Trace refinement in a worker: a long log does not hold up the page. */
import type { Source } from '@maat/spec-lang';
import type { LogText } from '@maat/verifier';
import { expose } from 'comlink';
import type { Refused, Target } from '../spec/instance.js';
import { judgeTrace, type Traced } from '../trace/judge.js';
import { readLogs } from '../trace/read-files.js';
import { recordedRun, type Recorded } from '../trace/recorded.js';
import { SHELF } from './shelf.js';

export interface TraceApi {
  judge(desk: readonly Source[], target: Target, logs: readonly LogText[]): Traced | Refused;
  /** Reads the files here, so that the page holds none of it; says meanwhile what is done. */
  judgeFiles(
    desk: readonly Source[],
    target: Target,
    files: readonly File[],
    tell: (said: string) => void,
  ): Promise<Traced | Refused>;
  /** To be looked at step by step; without logs those of the files that were read last. */
  recorded(desk: readonly Source[], target: Target, logs?: readonly LogText[]): Recorded | Refused;
}

let last: readonly LogText[] = [];

const api: TraceApi = {
  judge: (desk, target, logs) => judgeTrace(desk, SHELF, target, logs),
  judgeFiles: async (desk, target, files, tell) => {
    const read = await readLogs(files, tell);
    if (read.kind === 'refused') return read;
    last = read.logs;
    return judgeTrace(desk, SHELF, target, last, tell);
  },
  recorded: (desk, target, logs = last) => recordedRun(desk, SHELF, target, logs),
};

expose(api);
