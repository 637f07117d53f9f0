// `npm test`: set-up, lint, format, then every test. Arguments go to vitest: `npm test -- test/cli`.
import { run, setUp, tool } from './setup.mjs';
import { installSolvers } from './solvers.mjs';
import { buildWorkbench } from './workbench.mjs';

setUp();
installSolvers();
buildWorkbench();
const node = process.execPath;
const some = process.argv.slice(2);
const checks =
  some.length > 0
    ? []
    : [
        ['lint', [tool('eslint/bin/eslint.js'), '.']],
        ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
      ];
const failed = checks.filter(([title, args]) => !run(title, node, args)).map(([title]) => title);
if (!run('tests', node, [tool('vitest/vitest.mjs'), 'run', ...some], { CI: 'true' }))
  failed.push('tests');
if (failed.length > 0) console.error(`FAILED: ${failed.join(', ')}`);
process.exitCode = failed.length > 0 ? 1 : 0;
