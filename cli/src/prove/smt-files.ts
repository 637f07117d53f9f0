// `--smt DIR`: the text of each obligation, to be run by any solver.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { scriptOf, type ProofResult } from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';

/** A folder for each theorem, a file for each part of an obligation, as it was asked at last. */
export function writeScripts(host: Host, folder: string, results: readonly ProofResult[]): void {
  try {
    for (const result of results) writeParts(host, folder, result);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BadInput(`the obligations cannot be written: ${reason}`, folder);
  }
}

function writeParts(host: Host, folder: string, result: ProofResult): void {
  const { task, obligation, texts, settings, way } = result;
  // What a run has shown was no question to a solver.
  if (task.ways[way]?.kind !== 'solver') return;
  const place = join(resolve(host.cwd, folder), fileName(task.theorem.name));
  mkdirSync(place, { recursive: true });
  for (const part of texts) {
    const remarks = [
      task.theorem.name,
      `${obligation.name}: ${obligation.says}`,
      `shown by ${obligation.shownBy}; asked with ${JSON.stringify(settings.options)}, rlimit ${settings.rlimit}, seed ${settings.seed}`,
    ];
    writeFileSync(join(place, `${fileName(part.name)}.smt2`), scriptOf(part, remarks));
  }
}

/** Names of obligations are names of files nearly everywhere. */
function fileName(name: string): string {
  return name.replace(/[^\w.#-]+/g, '-');
}
