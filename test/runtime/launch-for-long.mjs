// Launches a group that works for a minute, and tells the process ids of its members: to be killed meanwhile.
import { launch } from '@maat/runtime/hosts';

let told = false;
await launch({
  stack: { name: 'svs' },
  members: 2,
  duration: 60_000,
  seed: 1,
  traceFolder: process.argv[2] ?? '',
  onProgress: ({ phase, pids }) => {
    if (told || phase !== 'working') return;
    told = true;
    process.stdout.write(`${JSON.stringify(pids)}\n`);
  },
});
