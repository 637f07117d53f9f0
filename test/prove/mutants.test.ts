// Faults made by operators in specifications, layers, relations, invariants and what is derived: a fault that makes a claim false
// is refuted, with a run or a step that the reference semantics replays, and never proved. By default a sample;
// `STUDY=proofs npx vitest run test/prove/mutants.test.ts` tries many of each, and writes `study/mutants.txt`.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { AskingOnce } from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';
import { judge } from './mutants/judge.js';
import { KINDS } from './mutants/mutant.js';
import { sampled, SUBJECTS } from './mutants/subjects.js';
import { countOf, tableText, type Row } from './mutants/table.js';

const isStudy = process.env['STUDY'] === 'proofs';
/** Of each kind; those of layers take longer. */
const most = (subject: string): number => (isStudy ? (subject.startsWith('layers/') ? 3 : 10) : 2);
const HOURS = 10_000_000;

/** Small ones, that are soon proved. */
const SAMPLE = [
  'spec-lang/library/classics/two-phase-commit.ioa',
  'test/sessions/outbox.ioa',
  'layers/stable/proof.ioa',
];

const opened = await openSolver('auto');
if (!opened.ok) throw new Error(opened.message);
const solver = new AskingOnce(opened.solver, (text) =>
  createHash('sha256').update(text).digest('hex'),
);
afterAll(() => opened.solver.close());

describe('faults in what is proved', () => {
  it('are refuted, but for those that leave the claim true', { timeout: HOURS }, async () => {
    const rows: Row[] = [];
    const failures: unknown[] = [];
    for (const subject of isStudy ? SUBJECTS.keys() : SAMPLE)
      for (const mutant of sampled(subject, most(subject))) {
        try {
          const found = await judge(mutant, solver);
          if (found !== undefined) rows.push({ mutant, judged: found });
          if (isStudy) save(tableText(rows));
        } catch (cause) {
          failures.push(new Error(`${mutant.subject}: ${mutant.name}`, { cause }));
        }
      }
    const table = tableText(rows);
    // Told when all have been tried: a study takes long.
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} not judged`);
    expect(countOf(rows, 'unknown') / rows.length, table).toBeLessThan(0.05);
    expect(countOf(rows, 'refuted'), table).toBeGreaterThan(isStudy ? 60 : 5);
    for (const kind of isStudy ? KINDS : [])
      expect(countOf(rows, 'refuted', kind), `${kind}\n${table}`).toBeGreaterThan(0);
  });
});

function save(table: string): void {
  writeFileSync(fileURLToPath(new URL('study/mutants.txt', import.meta.url)), table);
}
