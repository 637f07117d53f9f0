// The results of a proof for people: a line for each obligation under its theorem, the reasons, a summary.
import type { Answer, Certificate, Diagnosis, ProofResult, ProofVerdict } from '@maat/verifier';
import { worst, type Verdict } from '../outcome.js';
import { mark } from '../output/mark.js';
import { table } from '../output/table.js';
import type { Colours } from '../session.js';
import { diagnosisText } from './diagnosis-text.js';

export function asVerdict(verdict: ProofVerdict): Verdict {
  return verdict === 'proved' ? 'holds' : verdict;
}

/**
 * A run refutes what is claimed. A counterexample to induction refutes the proof only: nobody knows
 * whether its states are reached.
 */
export function verdictOfAll(
  results: readonly ProofResult[],
  diagnoses: readonly Diagnosis[],
): Verdict {
  if (diagnoses.some((d) => d.reached.run !== undefined)) return 'refuted';
  return worst(
    results.map(({ verdict, obligation: { shownBy } }) =>
      verdict === 'refuted' && shownBy === 'unsat' ? 'unknown' : asVerdict(verdict),
    ),
  );
}

export function resultText(
  results: readonly ProofResult[],
  diagnoses: readonly Diagnosis[],
  colours: Colours,
  remembered: number,
): string {
  const theorems = [...new Set(results.map((r) => r.task.theorem.name))];
  const blocks = theorems.map((name) => {
    const own = results.filter((r) => r.task.theorem.name === name);
    const why = diagnoses.filter((d) => d.theorem === name).map(diagnosisText);
    return [theoremText(name, own, colours), ...why].join('\n\n');
  });
  const sign = mark(verdictOfAll(results, diagnoses), colours);
  return [...blocks, `${sign} ${summary(results, remembered)}`].join('\n\n');
}

/** Of what was proved before, as it was said then. */
export function certificateText(
  { theorems }: Certificate,
  colours: Colours,
  remembered: number,
): string {
  const blocks = theorems.map(({ claim, assumes, obligations }) => {
    const rows = obligations.map((o) => [
      `  ${mark('holds', colours)} ${o.name}`,
      o.shownBy === 'run' ? '' : `${o.seconds.toFixed(2)} s`,
      '',
    ]);
    return blockText(claim.name, assumes, rows, colours);
  });
  const count = theorems.reduce((sum, t) => sum + t.obligations.length, 0);
  const said = `${count} of ${count} obligations proved${cachedText(remembered)}`;
  return [...blocks, `${mark('holds', colours)} ${said}`].join('\n\n');
}

function blockText(
  name: string,
  assumes: readonly string[],
  rows: readonly (readonly string[])[],
  colours: Colours,
): string {
  const under = assumes.map((text) => `  assuming that ${text}`);
  return [colours.bold(name), ...under, table(rows, ['left', 'right'])].join('\n');
}

function theoremText(name: string, results: readonly ProofResult[], colours: Colours): string {
  const rows = results.map((r) => [
    `  ${mark(asVerdict(r.verdict), colours)} ${r.obligation.name}`,
    r.obligation.shownBy === 'run' ? '' : `${r.seconds.toFixed(2)} s`,
    r.verdict === 'proved' ? '' : reasonOf(r),
  ]);
  const shown = results
    .filter((r) => r.verdict === 'refuted')
    .map((r) => {
      const states = r.explanation === undefined ? '' : `\n${r.explanation.text}`;
      return `\nNot kept, ${r.obligation.name}: ${r.obligation.says}${states}`;
    });
  const assumed = new Set(results.flatMap((r) => r.task.assumes ?? []));
  return [blockText(name, [...assumed].sort(), rows, colours), ...shown].join('\n');
}

function summary(results: readonly ProofResult[], remembered: number): string {
  const count = (verdict: ProofVerdict): number =>
    results.filter((r) => r.verdict === verdict).length;
  const others = (['refuted', 'unknown'] as const)
    .filter((v) => count(v) > 0)
    .map((v) => `, ${count(v)} ${v}`);
  return `${count('proved')} of ${results.length} obligations proved${others.join('')}${cachedText(remembered)}`;
}

function cachedText(remembered: number): string {
  return remembered === 0 ? '' : `; ${remembered} answers were remembered`;
}

/** Why an obligation is not proved, and what may help. */
export function reasonOf(result: ProofResult): string {
  if (result.verdict === 'refuted')
    return result.obligation.shownBy === 'unsat' ? 'a counterexample to induction' : 'it cannot be';
  if (result.obligation.shownBy === 'run') return 'not seen in any run: try a larger --scope';
  const open = result.answers.find((a) => a.kind === 'unknown');
  if (open?.reason === 'incomplete' && result.obligation.advice !== undefined)
    return result.obligation.advice;
  if (open !== undefined) return adviceOn(open);
  return result.answers.length === 0 ? result.obligation.says : 'the answer does not decide it';
}

function adviceOn(answer: Extract<Answer, { kind: 'unknown' }>): string {
  switch (answer.reason) {
    case 'resource':
      return 'the limit on work was reached: try a larger --rlimit';
    case 'time':
      return 'no answer in time: try a longer --timeout';
    case 'incomplete':
      return 'the solver gave up: a lemma, a witness or another --solver may help';
    case 'cancelled':
      return 'interrupted';
    case 'crashed':
      return `the solver failed: ${answer.detail}`;
    case 'error':
      return `the solver did not understand: ${answer.detail}`;
  }
}
