// Writes what a derivation made: every program as .ioa, the obligations with their verdicts, the generated layer.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Derivative } from '@maat/synthesis';
import type { JudgedStep } from '@maat/verifier';
import { BadInput } from '../failure.js';
import type { Host } from '../host.js';
import { table } from '../output/table.js';

export function writeDerivation(
  host: Host,
  out: string,
  made: Derivative,
  judged: readonly JudgedStep[],
  code: string,
): void {
  const folder = resolve(host.cwd, out);
  try {
    mkdirSync(join(folder, 'generated'), { recursive: true });
    for (const { file, text } of [...made.steps, made.layer, made.handlers])
      writeFileSync(join(folder, file), text);
    made.steps.forEach((step, i) => {
      writeFileSync(
        join(folder, step.file.replace(/\.ioa$/, '.obligations.txt')),
        obligationsText(judged[i]),
      );
    });
    writeFileSync(join(folder, 'generated', `${made.layer.layer.name}.ts`), code);
  } catch (cause) {
    throw new BadInput(
      `cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      out,
    );
  }
}

function obligationsText(step: JudgedStep | undefined): string {
  const rows =
    step?.obligations.map((o) => [
      o.how,
      o.obligation.name,
      o.obligation.what.replace(/\s+/g, ' '),
    ]) ?? [];
  return `${table([['evidence', 'obligation', 'what'], ...rows])}\n`;
}
