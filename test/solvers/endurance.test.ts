// The embedded solver over a long time: thousands of queries, replaced workers, processes that end.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { EmbeddedSolver } from '@maat/verifier/solvers';
import { ALSO_UNSAT, GROWS, query, SETTINGS, UNSAT } from './texts.js';

const HOUR = 3_600_000;

it('answers thousands of goals in hundreds of contexts without taking more memory', async () => {
  const solver = new EmbeddedSolver({ workers: 1, recycleAfter: Infinity });
  const ask = async (times: number): Promise<number> => {
    for (let i = 0; i < times; i++) {
      const goals = [UNSAT, ALSO_UNSAT, UNSAT, ALSO_UNSAT];
      const answers = await solver.solve(query(GROWS, ...goals), SETTINGS);
      expect(answers.map((a) => a.kind)).toEqual(['unsat', 'unsat', 'unsat', 'unsat']);
    }
    return process.memoryUsage().rss / 1e6;
  };
  const early = await ask(200);
  const late = await ask(500);
  // The process has other memory than the solver's, which comes and goes; contexts that were kept would take far more.
  expect(late - early).toBeLessThan(200);
  await solver.close();
});

it('goes on with new workers when old ones are replaced', async () => {
  const solver = new EmbeddedSolver({ workers: 2, recycleAfter: 2 });
  const all = await Promise.all(
    [...Array(10).keys()].map(() => solver.solve(query(GROWS, UNSAT), SETTINGS)),
  );
  expect(all.map(([a]) => a?.kind)).toEqual(Array(10).fill('unsat'));
  await solver.close();
});

/** What a program prints that asks one question, and the code with which it ends by itself. */
function program(last: string): Promise<readonly [string, number | null]> {
  const door = fileURLToPath(new URL('../../verifier/dist/solvers/index.js', import.meta.url));
  const text = `
    import { openSolver } from ${JSON.stringify(door)};
    const { solver } = await openSolver('embedded');
    const query = { name: 'q', prelude: '', goals: [{ name: 'g', text: '(assert false)' }] };
    const settings = { options: {}, rlimit: 0, timeoutMs: ${HOUR}, seed: 0 };
    const [answer] = await solver.solve(query, settings);
    console.log(answer.kind);
    ${last}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', text]);
  let printed = '';
  child.stdout.on('data', (data) => (printed += String(data)));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      resolve([printed.trim(), code]);
    }),
  );
}

it('lets its process end, closed or not', async () => {
  expect(await program('await solver.close();')).toEqual(['unsat', 0]);
  expect(await program('')).toEqual(['unsat', 0]);
});
