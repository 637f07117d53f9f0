/** From a checked layer to the TypeScript that runs it. */
import type { Layer, Program } from '@maat/spec-lang';
import { formatted } from './formatted.js';
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
  return formatted(text);
}

function layerNamed(program: Program, layer: Layer | string): Layer {
  if (typeof layer !== 'string') return layer;
  const found = program.units.find((u) => u.kind === 'layer' && u.name === layer);
  if (found?.kind !== 'layer') throw new RangeError(`there is no layer ${layer}`);
  return found;
}
