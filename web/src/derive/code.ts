/** The TypeScript that a derivation ends in. */
import { check } from '@maat/spec-lang';
import { generateLayer, NotGenerable } from '@maat/synthesis';
import type { Refused } from '../spec/instance.js';
import type { Made } from './make.js';

export interface Code {
  readonly kind: 'code';
  readonly lines: readonly string[];
}

/** From the layer as it was written, so that the places in the code are those of the file. */
export async function generatedCode({ made, load }: Made): Promise<Code | Refused> {
  const { file, text, layer } = made.layer;
  const { value: program } = check({ file, text }, load);
  try {
    const code = await generateLayer(program, layer.name, {
      sourceOf: (f) => (f === file ? text : undefined),
    });
    return { kind: 'code', lines: code.trimEnd().split('\n') };
  } catch (failure) {
    if (!(failure instanceof NotGenerable)) throw failure;
    return { kind: 'refused', message: failure.message, diagnostics: [] };
  }
}
