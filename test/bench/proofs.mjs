// How long it takes to prove the derivations and the layers: cold, again after a comment was edited, and with other seeds
// of the solver. `node test/bench/proofs.mjs [SEEDS]` after a build; FILES=a.ioa,b.ioa names others than all; TOGETHER=1 for all
// of them in one command, side by side.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  cpSync,
  appendFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAAT = join(ROOT, 'cli/bin/maat.mjs');
const SEEDS = Number(process.argv[2] ?? 0);
const CLAIMS = ['derivation.ioa', 'proof.ioa'];

const files = process.env.FILES?.split(',') ?? provable();
const place = mkdtempSync(join(tmpdir(), 'maat-bench-'));
cpSync(join(ROOT, 'layers'), join(place, 'layers'), { recursive: true });

if (process.env.TOGETHER !== undefined) {
  together();
  process.exit();
}

const rows = files.map((file) => {
  const cold = proved(file);
  appendFileSync(join(place, file), '\n% A remark.\n');
  const again = proved(file);
  const failing = [];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { open } = proved(file, '--seed', String(seed), '--no-cache');
    if (open.length > 0) failing.push(`${seed}: ${open.join(', ')}`);
  }
  return {
    file,
    obligations: cold.total,
    open: cold.open.join(', '),
    cold: cold.wall,
    cpu: cold.cpu,
    again: again.wall,
    failing,
  };
});
rmSync(place, { recursive: true });
console.table(
  rows.map(({ failing, ...row }) => ({
    ...row,
    'seeds that fail': SEEDS === 0 ? 'not tried' : failing.length,
  })),
);
for (const { file, failing } of rows)
  for (const line of failing) console.log(`${file}, seed ${line}`);
const sum = (key) => rows.reduce((n, row) => n + row[key], 0).toFixed(1);
console.log(
  `all: ${sum('cold')} s cold, ${sum('cpu')} s CPU, ${sum('again')} s after a comment was edited`,
);

/** The dearest first, so that none is left over at the end. */
function together() {
  const all = [...files].sort((a, b) => weight(b) - weight(a));
  const cold = proved(all);
  for (const file of all) appendFileSync(join(place, file), '\n% A remark.\n');
  const again = proved(all);
  const seeds = Array.from({ length: SEEDS }, (_, i) => {
    const { open, wall } = proved(all, '--seed', String(i + 1), '--no-cache');
    return { seed: i + 1, wall, open: open.join(', ') };
  });
  rmSync(place, { recursive: true });
  console.table([
    { when: 'cold', ...cold, open: cold.open.join(', ') },
    { when: 'after comments were edited', ...again, open: again.open.join(', ') },
  ]);
  console.table(seeds);
}

/** What was dear on the day it was measured. */
function weight(file) {
  const folder = file.split('/')[1];
  return ['stable', 'causal', 'mnak', 'fragment', 'total', 'lock', 'register', 'kv'].indexOf(
    folder,
  );
}

function provable() {
  return readdirSync(join(ROOT, 'layers')).flatMap((folder) =>
    CLAIMS.map((name) => join('layers', folder, name)).filter((file) =>
      existsSync(join(ROOT, file)),
    ),
  );
}

function proved(files, ...options) {
  const started = performance.now();
  const { stdout } = spawnSync('node', [MAAT, 'prove', ...[files].flat(), '--json', ...options], {
    cwd: place,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const wall = round((performance.now() - started) / 1000);
  const { obligations } = JSON.parse(stdout);
  const open = obligations.filter((o) => o.verdict !== 'holds').map((o) => o.name);
  return { wall, cpu: cpuOfChildren(), total: obligations.length, open };
}

/** Of those that ended since this was asked last, as Linux counts it. */
function cpuOfChildren() {
  const stat = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ');
  const ticks = Number(stat[13]) + Number(stat[14]);
  const spent = (ticks - (cpuOfChildren.before ?? 0)) / 100;
  cpuOfChildren.before = ticks;
  return round(spent);
}

function round(n) {
  return Math.round(n * 10) / 10;
}
