/** What a proof says of the invariants and theorems of a text; it outweighs what a search has said. */
import type { Plan, TheoremPlan } from '../prove/plan.js';
import { answeredIn, tallyOf, type Tally, type Results } from '../prove/rows.js';
import type { Verdict } from './verdict.js';

/** Refuted stays refuted: a run outweighs everything. */
export function withProofs(
  verdicts: readonly Verdict[],
  plan: Plan,
  results: Results,
): readonly Verdict[] {
  return verdicts.map((verdict) => {
    if (verdict.kind === 'action' || verdict.word === 'refuted') return verdict;
    const about = plan.theorems.filter((t) => isAbout(t, verdict));
    if (about.length === 0) return verdict;
    const tallies = about.map((t) => tallyOf(t, t.actions, results));
    const [all, proved] = [sum(tallies.map((t) => t.all)), sum(tallies.map((t) => t.proved))];
    if (all === proved) return { ...verdict, word: 'proved', evidence: provedText(about, all) };
    const answered = sum(tallies.map(answeredIn));
    if (answered < all) return verdict;
    return { ...verdict, evidence: `${verdict.evidence} ${openText(tallies, proved, all)}` };
  });
}

function isAbout({ about, claim }: TheoremPlan, { kind, name }: Verdict): boolean {
  return about.includes(name) && (kind !== 'invariant' || claim.kind === 'invariant');
}

function provedText(theorems: readonly TheoremPlan[], obligations: number): string {
  const resting = [...new Set(theorems.flatMap((t) => t.restsOn))];
  const on = resting.length === 0 ? '' : `, resting on ${resting.join('; ')}`;
  return `Proved for any number of processes: ${obligations} obligations${on}.`;
}

function openText(
  tallies: readonly Pick<Tally, 'induction'>[],
  proved: number,
  all: number,
): string {
  const stuck = sum(tallies.map((t) => t.induction));
  const induction =
    stuck === 0 ? '' : `; ${stuck} with a counterexample to induction, which may be unreachable`;
  return `Of its theorem ${proved} of ${all} obligations are proved${induction}.`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((n, m) => n + m, 0);
}
