// The command's door, for tests and scripts: the same commands, without a process of their own.
export type { Host } from './host.js';
export { EXIT_CODES, type Claim, type Finding, type Outcome, type Verdict } from './outcome.js';
export { maat } from './program.js';
export { VERSION } from './version.js';
