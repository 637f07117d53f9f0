// Faults in the layers' texts, and which command finds them: `STUDY=mnak npx vitest run test/layers/study.test.ts -u` tries those
// of `faults/mnak.txt` and writes the table `study/mnak.txt`; `STUDY=mnak OPERATORS=1` those that operators over the program make.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { print } from '@maat/spec-lang';
import { describe, expect, it } from 'vitest';
import { COMMANDS, finder } from './commands.js';
import { FAULTY, faultsOf, faultyFile, faultyText } from './faults.js';
import { layerMutants } from './operators.js';
import { subjectOf } from './small-scope.js';
import { read } from './sources.js';

const asked = process.env['STUDY'];
const operators = process.env['OPERATORS'] === undefined ? undefined : asked;
const HOURS = 10_000_000;

/** Most quickly found; of the first and the last only where views follow each other, of some others only where words meet a later view, or whoever spoke is gone. */
const SAMPLE = [
  ['simulate', 'sync', 'the counts of a view live on in the next'],
  ['simulate', 'sync', 'messages of other views are held'],
  ['simulate', 'stable', 'rows are added'],
  ['simulate', 'stable', 'an older view is installed'],
  ['run', 'sync', 'what is missing is asked for only if it is more than one'],
  ['simulate', 'total', 'everybody holds the token at first'],
  ['run', 'causal', 'a view that is there is installed again'],
] as const;

describe('the faults of people', () => {
  it.each(listed(asked))(
    'in %s: by which commands they are found',
    { timeout: HOURS },
    async (layer) => {
      const rows: string[] = [];
      for (const fault of faultsOf(layer)) {
        const found = await finder(layer, faultyText(layer, fault));
        const { name, harmless = '' } = fault;
        rows.push(`${found}\t${name}${harmless === '' ? '' : `\t${harmless}`}`);
      }
      await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(table(layer));
    },
  );

  it.each(listed(operators))(
    'in %s: those that operators make',
    { timeout: HOURS },
    async (layer) => {
      const rows: string[] = [];
      for (const { name, text } of made(layer)) rows.push(`${await finder(layer, text)}\t${name}`);
      await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot(table(`${layer}-operators`));
    },
  );

  it.each(FAULTY)('%s: each can be put in', (layer) => {
    const { text } = read(faultyFile(layer));
    const same = faultsOf(layer).filter((fault) => faultyText(layer, fault) === text);
    expect(same).toEqual([]);
  });

  it.each(FAULTY.filter((layer) => existsSync(table(layer))))(
    '%s: each is in the table; what nothing finds is harmless, and it is said why',
    (layer) => {
      const rows = readFileSync(table(layer), 'utf8').trim().split('\n');
      const cells = rows.map((row) => row.split('\t'));
      expect(cells.map(([, name]) => name)).toEqual(faultsOf(layer).map((f) => f.name));
      for (const [found, name, why] of cells)
        expect([name, why === undefined ? COMMANDS : ['nothing']]).toEqual([
          name,
          expect.arrayContaining([found]),
        ]);
    },
  );

  it.each(SAMPLE)('found by %s in %s: %s', async (command, layer, name) => {
    const fault = faultsOf(layer).find((f) => f.name === name);
    expect(fault).toBeDefined();
    if (fault === undefined) return;
    expect(await finder(layer, faultyText(layer, fault), [command])).toBe(command);
  });
});

function listed(layer: string | undefined): readonly string[] {
  return layer === undefined ? [] : [layer];
}

/** As text, as a user would write them. */
function made(layer: string): readonly { readonly name: string; readonly text: string }[] {
  const { program, layer: whole } = subjectOf(faultyFile(layer));
  return layerMutants(whole).map((mutant) => ({
    name: mutant.name,
    text: print({
      ...program,
      units: program.units.map((u) => (u === whole ? mutant.layer : u)),
    }),
  }));
}

function table(name: string): string {
  return fileURLToPath(new URL(`study/${name}.txt`, import.meta.url));
}
