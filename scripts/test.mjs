// `npm test`: set-up, lint, format, then every test. Arguments go to vitest: `npm test -- test/cli`.
import { beside, compile, install, run, tool } from './setup.mjs';
import { installSolvers } from './solvers.mjs';
import { buildWorkbench } from './workbench.mjs';

const node = process.execPath;
const some = process.argv.slice(2);
const isWhole = some.length === 0;

install();
// The linter reads sources only and uses one core: it need not wait, and nothing needs to wait for it.
const linted = isWhole ? beside('lint', node, [tool('eslint/bin/eslint.js'), '.']) : true;
compile();
installSolvers();
buildWorkbench();
const prettier = [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'];
const formatted = !isWhole || run('format', node, prettier);
const tested = run('tests', node, [tool('vitest/vitest.mjs'), 'run', ...some], { CI: 'true' });
const results = { lint: await linted, format: formatted, tests: tested };
const failed = Object.keys(results).filter((title) => !results[title]);
if (failed.length > 0) console.error(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
