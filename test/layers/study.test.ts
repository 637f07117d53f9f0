// The mutation study of the layers: which faults, made by operators over the program, are found, and by what?
// By default a sample; `STUDY=mnak npx vitest run test/layers/study.test.ts` tries all of a layer and writes `study/mnak.txt`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judge, stackWith } from './driver.js';
import { layerMutants, type LayerMutant } from './operators.js';
import { subjectOf, walked, type Subject } from './small-scope.js';
import { sourceFile } from './sources.js';

const asked = process.env['STUDY'];
const TWO = { processes: 2, views: 3, messages: 2 };
const LIVES = [0, 1, 2, 3];

describe.runIf(asked !== undefined)('all mutants', () => {
  it(asked ?? '', { timeout: 3_600_000 }, async () => {
    const subject = subjectOf(sourceFile(asked ?? ''));
    const mutants = layerMutants(subject.layer);
    const rows: string[] = [];
    mkdirSync(fileURLToPath(new URL('study/', import.meta.url)), { recursive: true });
    for (const mutant of mutants) {
      rows.push(`${await finder(subject, mutant)}\t${mutant.name}`);
      writeFileSync(table(asked ?? ''), `${rows.join('\n')}\n`);
    }
    expect(rows.length).toBeGreaterThan(20);
  });
});

/** Of the operators, one each; what they did to Stable is seen within a few runs. */
const SAMPLE = [
  'install: not handled',
  'install: cur ~= nil for cur = nil',
  'install: drop emit below install(v, S)',
  'deliver: 2 for 1 in rows[self][q] := rows[self][q] + 1',
];

describe.runIf(asked === undefined)('a sample of the mutants of Stable', () => {
  const subject = subjectOf(sourceFile('stable'));
  const mutants = layerMutants(subject.layer).filter((m) => SAMPLE.includes(m.name));

  it('is all there', () => {
    expect(mutants.map((m) => m.name)).toEqual(SAMPLE);
  });

  it.each(mutants)('$name', { timeout: 120_000 }, ({ layer }) => {
    const { verdict } = walked({ ...subject, layer }, TWO, { seed: 1, runs: 8, steps: 200 });
    expect(['refuted', 'invalid']).toContain(verdict);
  });
});

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
