/** From a checked layer to the TypeScript that runs it. */
import * as estree from 'prettier/plugins/estree';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';
import type { Layer, Program } from '@maat/spec-lang';
import { moduleText } from './module.js';
import { Scribe, type GenerateOptions } from './scribe.js';

/** Throws NotGenerable, with the place, where the layer uses what cannot be run. */
export async function generateLayer(
  program: Program,
  layer: Layer | string,
  options: GenerateOptions = {},
): Promise<string> {
  const text = moduleText(new Scribe(program, layerNamed(program, layer), options));
  if (options.language === 'javascript') return text;
  return format(text, {
    parser: 'typescript',
    plugins: [estree, typescript],
    printWidth: 100,
    singleQuote: true,
    trailingComma: 'all',
  });
}

function layerNamed(program: Program, layer: Layer | string): Layer {
  if (typeof layer !== 'string') return layer;
  const found = program.units.find((u) => u.kind === 'layer' && u.name === layer);
  if (found?.kind !== 'layer') throw new RangeError(`there is no layer ${layer}`);
  return found;
}
