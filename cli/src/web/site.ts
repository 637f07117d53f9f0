// Where the built workbench is; it is built when it is missing or stale.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BadInput } from '../failure.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The folder of the static site. */
export function workbenchSite(): string {
  const builder = `${root}scripts/workbench.mjs`;
  const site = `${root}web/site`;
  if (existsSync(builder)) build(builder);
  if (!existsSync(`${site}/index.html`))
    throw new BadInput('the workbench is not built', '', 'npm run web builds it.');
  return site;
}

function build(builder: string): void {
  const done = spawnSync(process.execPath, [builder, '--build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new BadInput(`the workbench cannot be built: ${done.stderr}`);
}
