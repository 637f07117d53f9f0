/** A stack of layers as JavaScript that can be run at once, made from whatever was checked just now. */
import type { Layer, Program, Stack } from '@maat/spec-lang';
import { generateLayer } from './generate.js';
import type { Files } from './library.js';
import type { GenerateOptions } from './scribe.js';

/** The entry among the files; it exports `stack`. */
export const STACK_ENTRY = 'stack.mjs';

/** One module a layer and the entry. `support` is a URL of the support library. */
export async function generateStack(
  program: Program,
  stack: Stack | string,
  options: GenerateOptions & { readonly support: string },
): Promise<Files> {
  const { name, layers } = typeof stack === 'string' ? unitNamed(program, stack, 'stack') : stack;
  const files = new Map<string, string>();
  for (const layer of new Set(layers)) {
    const unit = unitNamed(program, layer, 'layer');
    files.set(
      `${layer}.mjs`,
      await generateLayer(program, unit, { ...options, language: 'javascript' }),
    );
  }
  const imports = [...new Set(layers)].map((l) => `import { ${l} } from './${l}.mjs';`);
  const entry = `export const stack = { name: ${JSON.stringify(name)}, layers: [${layers.join(', ')}] };`;
  return files.set(STACK_ENTRY, `${imports.join('\n')}\n${entry}\n`);
}

function unitNamed(program: Program, name: string, kind: 'stack'): Stack;
function unitNamed(program: Program, name: string, kind: 'layer'): Layer;
function unitNamed(program: Program, name: string, kind: 'stack' | 'layer'): Stack | Layer {
  const found = program.units.find((u) => u.kind !== 'derivation' && u.name === name);
  if (found === undefined || found.kind !== kind)
    throw new RangeError(`there is no ${kind} ${name}`);
  return found;
}
