// Builds the workbench when it is missing or stale, as `npm test` has done already.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../scripts/workbench.mjs', import.meta.url));

export function buildWorkbench(): void {
  const done = spawnSync(process.execPath, [script, '--build'], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`the workbench cannot be built:\n${done.stderr}`);
}
