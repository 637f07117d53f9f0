// Native solvers for the tests: looked for on PATH, installed from Debian's packages where that is allowed.
import { spawnSync } from 'node:child_process';
import { run } from './setup.mjs';

const WANTED = ['z3', 'cvc5'];

/** Never fatal: without them the tests of the embedded solver still count, and the others say that they did not run. */
export function installSolvers() {
  const missing = WANTED.filter((name) => !answers(name));
  if (missing.length === 0) return;
  if (!mayInstall()) return warn(missing, 'they can be installed here only by hand');
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  const installed =
    run('look for packages', 'apt-get', ['update', '-qq'], quiet) &&
    run(`install ${missing.join(' and ')}`, 'apt-get', ['install', '-y', '-qq', ...missing], quiet);
  const still = WANTED.filter((name) => !answers(name));
  if (!installed || still.length > 0) warn(still, 'apt-get could not install them');
}

function mayInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && answers('apt-get');
}

function answers(command) {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}

function warn(missing, why) {
  const rule = '!'.repeat(80);
  const names = missing.join(' and ');
  console.error(
    `${rule}\n! ${names}: not on PATH, and ${why}.\n! The tests with ${names} will NOT run; they are shown as skipped.\n${rule}`,
  );
}
