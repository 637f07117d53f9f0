// `npm start`: the whole path once. A layer is derived from a service with each step checked, the generated code runs on
// processes over lossy UDP, what they recorded is refined against the services, and the ledger says what is known.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { root, setUp } from './setup.mjs';

/** For each derivation in layers/, and stack of the same name: the derived layer, the services that its traces must refine. */
const PATHS = {
  total: { name: 'Total', services: ['eto.ioa#ETO', 'evs.ioa#EVS'] },
  register: { name: 'TotalRegister', services: ['register.ioa#Register'] },
  lock: { name: 'TotalLock', services: ['lock.ioa#Lock'] },
  kv: { name: 'TotalKV', services: ['kv.ioa#KV'] },
};

const asked = readArguments(process.argv.slice(2));
setUp();
const path = PATHS[asked.derivation];
const out = `out/start/${asked.derivation}`;
rmSync(root + out, { recursive: true, force: true });
const ledger = ['--ledger', `${out}/ledger.json`];

const started = Date.now();
step('Derive the layer from the service, and check every step of the way', [
  'derive',
  `layers/${asked.derivation}/derivation.ioa`,
  '--out',
  `${out}/derivation`,
  ...ledger,
]);
step(
  'Run it: 4 processes over UDP with 10 % loss, 2,000 casts, one killed on the way, one that joins after it',
  [
    'run',
    asked.derivation,
    '--transport',
    'udp',
    '--members',
    '4',
    '--casts',
    '2000',
    '--loss',
    '0.1',
    '--kill',
    '1',
    '--join',
    '1',
    '--trace',
    `${out}/traces`,
  ],
);
for (const service of path.services) {
  step(`Check what the processes recorded against ${service}`, [
    'refine',
    `${out}/traces`,
    '--spec',
    service,
    ...ledger,
  ]);
}
compareGenerated();
step('What is known now', ['status', ...ledger]);
console.error(
  `\nAll steps hold, in ${((Date.now() - started) / 1000).toFixed(0)} s. Everything that was made is in ${out}/.`,
);

/** The code that ran is the code that was derived: the committed module is the one just made. */
function compareGenerated() {
  const module = `generated/${path.name}.ts`;
  const made = readFileSync(`${root}${out}/derivation/${module}`, 'utf8');
  if (made === readFileSync(`${root}layers/${asked.derivation}/${module}`, 'utf8')) return;
  fail(`layers/${asked.derivation}/${module} is not what was derived: npm run generate`, 1);
}

/** Runs one command with its output shown; anything but exit code 0 ends the whole path. */
function step(title, args) {
  console.error(`\n── ${title}\n$ maat ${args.join(' ')}`);
  const main = `${root}cli/dist/main.js`;
  if (!existsSync(main)) fail('the command was not built', 2);
  const done = spawnSync(process.execPath, [main, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.error) fail(done.error.message, 2);
  if (done.status !== 0)
    fail(`this step did not hold (exit code ${done.status ?? done.signal})`, done.status ?? 1);
}

function fail(message, code) {
  console.error(`\nnpm start: ${message}`);
  process.exit(code === 0 ? 1 : code);
}

function readArguments(args) {
  let derivation = 'total';
  for (let i = 0; i < args.length; i += 1) {
    const [option, inline] = args[i].split('=');
    if (option !== '--derivation')
      fail(
        `${args[i]} is not understood; there is --derivation ${Object.keys(PATHS).join('|')}`,
        2,
      );
    derivation = inline ?? args[(i += 1)] ?? '';
    if (!Object.hasOwn(PATHS, derivation))
      fail(`there is no derivation '${derivation}': there are ${Object.keys(PATHS).join(', ')}`, 2);
  }
  return { derivation };
}
