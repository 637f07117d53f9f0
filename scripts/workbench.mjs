// `npm run web`: set-up, then the workbench in the browser. Also builds it for the tests and for `maat web`.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import { must, root, setUp, tool } from './setup.mjs';

const SITE = `${root}web/site`;
const STAMP = `${SITE}/.stamp`;

/** Everything that ends up in the page, or decides how. */
const INPUTS = ['web', 'spec-lang/src', 'verifier/src', 'synthesis/src', 'runtime/src', 'layers'];
const LEFT_OUT = new Set(['dist', 'site', 'node_modules']);

/** Builds the static site when there is none, or when what it is made of has changed since. */
export function buildWorkbench() {
  const stamp = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  const fresh = `${SITE}.${process.pid}`;
  must('build the workbench', process.execPath, [
    tool('vite/bin/vite.js'),
    'build',
    '--config',
    'web/vite.config.ts',
    '--outDir',
    fresh,
    '--logLevel',
    'error',
  ]);
  writeFileSync(`${fresh}/.stamp`, stamp);
  // Whoever reads the site sees the old one or the new one, never half of either.
  rmSync(SITE, { recursive: true, force: true });
  renameSync(fresh, SITE);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const path of [`${root}package-lock.json`, ...INPUTS.flatMap((i) => files(root + i))]) {
    hash.update(path.slice(root.length)).update(readFileSync(path));
  }
  return hash.digest('hex');
}

function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .filter((name) => !LEFT_OUT.has(name.split('.')[0]))
    .flatMap((name) => files(`${path}/${name}`));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--build') buildWorkbench();
  else serve();
}

function serve() {
  setUp();
  const main = `${root}cli/dist/main.js`;
  const done = spawnSync(process.execPath, [main, 'web', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = done.status ?? 1;
}
