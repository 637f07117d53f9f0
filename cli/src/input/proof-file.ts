// What is proved of a layer stands in `proof.ioa` beside it: it names places in the layer's handlers, which the layer itself need not know.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Context } from '../session.js';
import { requireSpecification, type Specification } from './specification.js';

const PROOF = 'proof.ioa';

/** The claims about a file's layer, when the file has a layer and they stand beside it. */
export function proofBeside(
  context: Context,
  specification: Specification,
): Specification | undefined {
  const file = join(dirname(specification.file), PROOF);
  const layers = ownLayers(specification);
  if (layers.length === 0 || !existsSync(resolve(context.host.cwd, file))) return undefined;
  const proof = requireSpecification(context, file);
  const isAbout = proof.program.units.some((u) => u.kind === 'layer' && layers.includes(u.name));
  return isAbout ? proof : undefined;
}

function ownLayers({ program, file }: Specification): readonly string[] {
  return program.units.flatMap((u) => (u.kind === 'layer' && u.file === file ? [u.name] : []));
}
