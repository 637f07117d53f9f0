// Small protocols of other tools' tutorials, side by side: lines of text, obligations, and the time from cold, by the embedded
// solver and by a native z3; beside them that z3 alone, on the relational model that a person wrote down for it.
// `node test/bench/protocols.mjs [ROUNDS]` after a build; the middle one of the rounds counts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAAT = `${ROOT}/cli/bin/maat.mjs`;
const ROUNDS = Number(process.argv[2] ?? 3);
const HERE = 'test/bench/protocols';

/** Ours, and the same as relations where that was written down. */
const PROTOCOLS = [
  ['lock server, by links', 'test/prove/claims/proved/lock-server.ioa'],
  ['lock server, by messages', `${HERE}/lock-service.ioa`, `${HERE}/lock-service.smt2`],
  ['leader of a ring', `${HERE}/ring-leader.ioa`, `${HERE}/ring-leader.smt2`],
  ['two-phase commit', `${HERE}/two-phase.ioa`, `${HERE}/two-phase.smt2`],
  ['two-phase commit, composed', 'spec-lang/library/classics/two-phase-commit.ioa'],
  ['toy consensus, quorums', `${HERE}/toy-consensus.ioa`, `${HERE}/toy-consensus.smt2`],
  ['toy consensus, majorities', `${HERE}/toy-consensus-by-majority.ioa`],
];

const nothing = timed('node', [MAAT, '--version']);
const rows = PROTOCOLS.map(([name, file, smt]) => {
  const embedded = proved(file, 'embedded');
  const native = proved(file, 'z3');
  const bare = smt === undefined ? undefined : alone(smt);
  return {
    protocol: name,
    ...linesOf(file),
    obligations: embedded.obligations,
    open: embedded.open,
    'embedded s': embedded.wall,
    'CPU s': embedded.cpu,
    'native z3 s': native.wall,
    'its CPU s': native.cpu,
    'z3 alone s': bare?.wall ?? '',
    questions: bare?.proved ?? '',
    ratio: bare === undefined ? '' : Math.round(native.wall / bare.wall),
  };
});
console.table(rows);
console.log(`of each, to start and do nothing: ${nothing.wall} s, ${nothing.cpu} s CPU`);

/** Without comments and empty lines; what is claimed counts apart. */
function linesOf(file) {
  const lines = readFileSync(`${ROOT}/${file}`, 'utf8')
    .split('\n')
    .map((line) => line.replace(/%.*$/, '').trim())
    .filter((line) => line !== '');
  const claims = lines.findIndex((line) => /^(invariant|forward simulation)\b/.test(line));
  return { automata: claims, claims: lines.length - claims };
}

function proved(file, solver) {
  const { stdout, ...time } = timed('node', [
    ...[MAAT, 'prove', file],
    ...['--no-cache', '--json', '--solver', solver],
  ]);
  if (stdout === '') return { wall: '', cpu: '', obligations: '', open: '' };
  const { obligations } = JSON.parse(stdout);
  const open = obligations.filter((o) => o.verdict !== 'holds').length;
  return { ...time, obligations: obligations.length, open };
}

function alone(smt) {
  if (!existsSync(`${ROOT}/${smt}`)) throw new Error(`there is no ${smt}`);
  const { stdout, ...time } = timed('z3', [smt]);
  const answers = stdout.trim().split('\n');
  const other = answers.find((answer) => answer !== 'unsat');
  if (other !== undefined) throw new Error(`${smt}: ${other}`);
  return { ...time, proved: answers.length };
}

/** The middle one of the rounds, by the clock. */
function timed(command, args) {
  const rounds = Array.from({ length: ROUNDS }, () => once(command, args));
  return rounds.sort((a, b) => a.wall - b.wall)[Math.floor(ROUNDS / 2)];
}

function once(command, args) {
  cpuOfChildren();
  const started = performance.now();
  const { stdout } = spawnSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 });
  const wall = Math.round((performance.now() - started) / 10) / 100;
  return { wall, cpu: cpuOfChildren(), stdout: stdout ?? '' };
}

/** Of those that ended since this was asked last, as Linux counts it. */
function cpuOfChildren() {
  const stat = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  const ticks = Number(stat[13]) + Number(stat[14]);
  const spent = (ticks - (cpuOfChildren.before ?? 0)) / 100;
  cpuOfChildren.before = ticks;
  return Math.round(spent * 100) / 100;
}
