// Set-up on any machine: a fitting Node, the locked packages, the compiled sources.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Installs what is missing and compiles what is stale; ends the process when that fails. */
export function setUp() {
  install();
  compile();
}

export function install() {
  requireNode(20, 19);
  if (isStale()) must('install the locked packages', npm, ['ci', '--no-audit', '--no-fund']);
}

export function compile() {
  must('compile', process.execPath, [tool('typescript/bin/tsc'), '-b', '.', 'test/browser']);
}

/** Runs one step with its output shown; true if it succeeded. A tool that cannot start is a failure. */
export function run(title, command, args, env = {}) {
  const started = Date.now();
  console.error(`→ ${title}`);
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && command === npm,
  });
  if (done.error) console.error(`  ${command} could not be started: ${done.error.message}`);
  const ok = done.status === 0;
  console.error(`  ${ok ? 'done' : 'FAILED'} in ${seconds(started)}`);
  return ok;
}

/** Runs one step beside what follows; the answer tells whether it succeeded. It ends with this process. */
export function beside(title, command, args) {
  const started = Date.now();
  console.error(`→ ${title}, beside what follows`);
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  process.once('exit', () => child.kill());
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`  ${command} could not be started: ${error.message}`);
      resolve(false);
    });
    child.once('exit', (code) => {
      console.error(`  ${title} ${code === 0 ? 'done' : 'FAILED'} within ${seconds(started)}`);
      resolve(code === 0);
    });
  });
}

/** As run, but a failure ends the process. */
export function must(title, command, args, env = {}) {
  if (run(title, command, args, env)) return;
  console.error(`npm cannot go on: "${title}" failed.`);
  process.exit(1);
}

/** The path of a tool in node_modules; ends the process when it is not there. */
export function tool(path) {
  const full = `${root}node_modules/${path}`;
  if (existsSync(full)) return full;
  console.error(`${path} is not installed: run npm ci.`);
  process.exit(1);
}

function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`;
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

function requireNode(major, minor) {
  const [haveMajor = 0, haveMinor = 0] = process.versions.node.split('.').map(Number);
  if (haveMajor > major || (haveMajor === major && haveMinor >= minor)) return;
  console.error(`Maat needs Node ${major}.${minor} or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** True when what npm installed last is not what the lock file asks for. */
function isStale() {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (installed === undefined) return true;
  const wanted = packagesOf('package-lock.json') ?? {};
  return Object.entries(wanted).some(
    ([path, entry]) =>
      path.startsWith('node_modules/') &&
      !entry.optional &&
      (installed[path]?.version !== entry.version || !existsSync(`${root}${path}`)),
  );
}

function packagesOf(file) {
  if (!existsSync(root + file)) return undefined;
  return JSON.parse(readFileSync(root + file, 'utf8')).packages;
}
