/** A stack generated on the spot, from sources that may have been changed, runs as it is. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { check, hasErrors, type Loader, type Stack } from '@maat/spec-lang';
import { runScenario, type ScenarioResult } from '@maat/runtime';
import { loadStack } from '@maat/runtime/hosts';
import { generateStack, stackMembers, STACK_ENTRY } from '@maat/synthesis';

const root = fileURLToPath(new URL('../../layers', import.meta.url));
const sources = new Map<string, string>();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maat-stack-'));
  for (const path of await readdir(root, { recursive: true })) {
    if (path.endsWith('.ioa') && !/(^|\/)(dist|node_modules)\//.test(path)) {
      sources.set(basename(path), await readFile(join(root, path), 'utf8'));
    }
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** One life of the stack `svs`, after a change of one source. */
async function live(
  name: string,
  change: (file: string, text: string) => string,
): Promise<ScenarioResult> {
  const load: Loader = (path) => {
    const file = basename(path);
    const text = sources.get(file);
    return text === undefined ? undefined : { file, text: change(file, text) };
  };
  const { value: program, diagnostics } = check(
    { file: 'stacks.ioa', text: sources.get('stacks.ioa') ?? '' },
    load,
  );
  expect(hasErrors(diagnostics)).toBe(false);
  const unit = program.units.find((u): u is Stack => u.kind === 'stack' && u.name === 'svs');
  if (unit === undefined) throw new Error('no stack svs');
  const files = await generateStack(unit, stackMembers(program, unit, load).value ?? []);
  for (const [path, text] of files)
    await writeFile(
      join(folder, `${name}-${path}`),
      text.replaceAll("from './", `from './${name}-`),
    );
  const stack = await loadStack({ module: join(folder, `${name}-${STACK_ENTRY}`) });
  return runScenario({ stack, seed: 2, members: 3, casts: 20, duration: 1000, upheavals: 0 });
}

const delivered = (result: ScenarioResult): number =>
  result.logs.flatMap((l) => l.lines).filter((l) => l.action === 'deliver').length;

test('what was checked is what runs', async () => {
  const whole = await live('whole', (_file, text) => text);
  expect(whole.settled).toBe(true);
  expect(delivered(whole)).toBeGreaterThan(20);
  // A receiver that takes no data messages delivers its own casts alone.
  const deaf = await live('deaf', (file, text) =>
    file === 'Mnak.ioa'
      ? text.replace('if k \\in holes[o] then', 'if k \\in holes[o] /\\ false then')
      : text,
  );
  expect(delivered(deaf)).toBeLessThan(delivered(whole));
});
