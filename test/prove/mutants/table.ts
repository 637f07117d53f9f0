// What became of the faults, as a table for people: how many of each kind, then each of them.
import { VERDICTS, type Judged, type Verdict } from './judge.js';
import { KINDS, type Kind, type Mutant } from './mutant.js';

export interface Row {
  readonly mutant: Mutant;
  readonly judged: Judged;
}

const MEANING: Readonly<Record<Verdict, string>> = {
  refuted: 'a run, replayed by the reference semantics, ends where what is claimed is false',
  induction:
    'a step, replayed by it, leads from states with all that is claimed to one without; no run was seen to come there',
  proved:
    'what is claimed is still true: proved without bounds, and so it is in the instances that were searched',
  empty:
    'so it is here, but that a case or an action is possible was not shown, and the verdict of the command is not `proved`',
  unsaid:
    'each theorem claims what it claimed without the fault: a hint to the service below, of which that takes no notice',
  unknown: 'open, and without states to show',
};

export function countOf(rows: readonly Row[], verdict: Verdict, kind?: Kind): number {
  return rows.filter(
    ({ mutant, judged }) =>
      judged.verdict === verdict && (kind === undefined || mutant.kind === kind),
  ).length;
}

export function tableText(rows: readonly Row[]): string {
  const share = (100 * countOf(rows, 'unknown')) / rows.length;
  const head = ['kind', ...VERDICTS, 'all'].join('\t');
  const lines = [...KINDS, undefined].map((kind) => {
    const counts = VERDICTS.map((v) => countOf(rows, v, kind));
    return [kind ?? 'all', ...counts, counts.reduce((a, b) => a + b, 0)].join('\t');
  });
  return [
    `${String(rows.length)} faults, ${share.toFixed(1)} % of them unknown`,
    '',
    head,
    ...lines,
    '',
    ...VERDICTS.map((v) => `${v}: ${MEANING[v]}`),
    '',
    ...rows.map(rowText),
    '',
  ].join('\n');
}

function rowText({ mutant, judged }: Row): string {
  const { kind, subject, name } = mutant;
  return [judged.verdict, kind, subject, name, judged.at, judged.evidence].join('\t');
}
