// The mutation study of the layers: which faults, made by operators over the program, are found, and by what?
// By default a sample; `STUDY=mnak npx vitest run test/layers/study.test.ts` tries all of a layer and writes `study/mnak.txt`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { judge, stackWith } from './driver.js';
import { layerMutants, type LayerMutant } from './operators.js';
import { subjectOf, walked, type Subject } from './small-scope.js';
import { sourceFile } from './sources.js';

const asked = process.env['STUDY'];
const TWO = { processes: 2, views: 3, messages: 2 };
const LIVES = [0, 1, 2, 3];

/** Of the operators, one each; what they did to Stable is seen within a few runs. */
const SAMPLE = [
  'install: not handled',
  'install: cur ~= nil for cur = nil',
  'install: drop emit below install(v, S)',
  'deliver: 2 for 1 in rows[self][q] := rows[self][q] + 1',
];

const subject = subjectOf(sourceFile(asked ?? 'stable'));
const chosen = (m: LayerMutant): boolean => asked !== undefined || SAMPLE.includes(m.name);
const mutants = layerMutants(subject.layer).filter(chosen);
const rows: string[] = [];

describe(`mutants of ${asked ?? 'Stable'}`, () => {
  it('are there', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(SAMPLE.length);
  });

  it.each(mutants)('$name', { timeout: 300_000 }, async (mutant) => {
    const found = await finder(subject, mutant);
    rows.push(`${found}\t${mutant.name}`);
    // A whole study is a table to be judged by people; each fault of the sample is known to be seen.
    expect(asked === undefined ? ['simulate'] : FINDERS).toContain(found);
  });
});

afterAll(() => {
  if (asked === undefined) return;
  mkdirSync(fileURLToPath(new URL('study/', import.meta.url)), { recursive: true });
  writeFileSync(table(asked), `${rows.join('\n')}\n`);
});

const FINDERS = ['simulate', 'run', 'nothing'];

/** What finds it: random runs in lock-step with the service, or lives of the whole stack. */
async function finder({ program, layer }: Subject, mutant: LayerMutant): Promise<string> {
  const subject = { program, layer: mutant.layer };
  const { verdict } = walked(subject, TWO, { seed: 1, runs: 8, steps: 200 });
  if (verdict !== 'holds') return 'simulate';
  const units = program.units.map((u) => (u === layer ? mutant.layer : u));
  const stack = await stackWith('svs', layer.name, { ...program, units });
  const watch = [layer.name];
  const wrong = LIVES.some((seed) => {
    const calm = seed % 2 === 0;
    const life = { stack, seed, casts: 60, duration: 1500, upheavals: calm ? 0 : 5, watch };
    return judge(life).wrong !== undefined;
  });
  return wrong ? 'run' : 'nothing';
}

function table(folder: string): string {
  return fileURLToPath(new URL(`study/${folder}.txt`, import.meta.url));
}
