// Faults in what is proved are refuted, with states or a run that the reference semantics replays. A fault may leave a
// claim true, as one that makes a step impossible; then the claim is proved, and a search of a small instance agrees. By default a sample; `STUDY=proofs npx vitest run test/prove/mutants.test.ts`
// tries all, and writes `study/mutants.txt`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { openSolver } from '@maat/verifier/solvers';
import { faultsOf, type Fault } from './faults.js';
import { isBroken, judged, subjects, type Proved } from './subjects.js';

const isStudy = process.env['STUDY'] === 'proofs';
/** One in so many. */
const SPARSE = isStudy ? 1 : 12;

const opened = await openSolver('auto');
if (!opened.ok) throw new Error(opened.message);
const { solver } = opened;
afterAll(() => solver.close());

const tried: readonly { readonly of: Proved; readonly fault: Fault }[] = subjects()
  .flatMap((of) => faultsOf(of).map((fault) => ({ of, fault })))
  .filter((_, i) => i % SPARSE === 0);

describe('faults in what is proved', () => {
  it('are refuted, but for those that leave the claim true', { timeout: 1_800_000 }, async () => {
    const rows: string[] = [];
    const count = { refuted: 0, proved: 0, unknown: 0 };
    for (const { of, fault } of tried) {
      const { verdict, at } = await judged(of, fault.subject, solver);
      const isRun = verdict !== 'refuted' && isBroken(of, fault.subject);
      if (verdict === 'proved') expect(isRun, `${of.name}, ${fault.name}`).toBe(false);
      const final = isRun ? 'refuted' : verdict;
      count[final] += 1;
      rows.push(`${final}\t${of.name}\t${fault.name}\t${at}${isRun ? ', by a run' : ''}`);
    }
    const share = count.unknown / tried.length;
    const figures = `${String(tried.length)} faults: ${String(count.refuted)} refuted, ${String(count.proved)} proved, ${String(count.unknown)} unknown (${(100 * share).toFixed(1)} %)`;
    if (isStudy) save([figures, ...rows]);
    expect(share, rows.join('\n')).toBeLessThan(0.05);
    expect(count.refuted).toBeGreaterThan(isStudy ? 60 : 5);
  });
});

function save(lines: readonly string[]): void {
  mkdirSync(fileURLToPath(new URL('study/', import.meta.url)), { recursive: true });
  writeFileSync(
    fileURLToPath(new URL('study/mutants.txt', import.meta.url)),
    `${lines.join('\n')}\n`,
  );
}
