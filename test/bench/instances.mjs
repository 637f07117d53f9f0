// The steps of a derivation proved as instances of the normal form, and each by itself: obligations, processor seconds.
// `node test/bench/instances.mjs FOLDER…` after a build; the normal form's own three steps are measured first.
import { readFileSync } from 'node:fs';
import { check, libraryLoader } from '@maat/spec-lang';
import { claimsOfDerivation, derive, instanceOf, Misfit, template } from '@maat/synthesis';
import { chosenTheorems, prove } from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';

const folders = process.argv.slice(2);
const opened = await openSolver('embedded');
if (!opened.ok) throw new Error(opened.message);
const { solver } = opened;

const general = template();
const generalClaims = claimsOfDerivation(general.made, general.derivation);

for (const folder of folders.length > 0 ? folders : ['lock']) {
  const text = readFileSync(`layers/${folder}/derivation.ioa`, 'utf8');
  const { value: program } = check({ file: 'derivation.ioa', text }, libraryLoader);
  const unit = program.units.find((u) => u.kind === 'derivation');
  const { value: made } = derive(program, unit, libraryLoader);
  const claims = claimsOfDerivation(made, unit);
  const claim = instanceOf(made, general.made);
  if (claim instanceof Misfit) throw claim;
  const setting = { program, scope: '', readScope: () => undefined, derived: () => claims };
  const instance = () => ({ derived: claims, claim, template: generalClaims });
  const isParametric = ({ theorem }) => theorem.claim.kind === 'parametric';
  const isStep = ({ theorem }) => theorem.claim.kind === 'refinement';
  if (folder === (folders[0] ?? 'lock'))
    await measured('the normal form', () =>
      chosenTheorems({ ...setting, instance }).filter(isParametric),
    );
  await measured(`${folder}, as an instance`, () =>
    chosenTheorems({ ...setting, instance }).filter(isStep),
  );
  await measured(`${folder}, step by step`, () => chosenTheorems(setting).filter(isStep));
}
await solver.close();

/** Making the questions counts, as what is asked. The handlers' questions, made with the rest, are not asked. */
async function measured(name, theorems) {
  const begun = process.cpuUsage();
  const from = performance.now();
  const tasks = theorems().flatMap((c) => c.tasks);
  const results = await prove(tasks, solver, { timeoutMs: 60_000, seed: 0 });
  const { user, system } = process.cpuUsage(begun);
  const open = results.filter((r) => r.verdict !== 'proved').length;
  const clock = ((performance.now() - from) / 1000).toFixed(1);
  const cpu = ((user + system) / 1e6).toFixed(1);
  console.log(
    `${name}: ${results.length} obligations, ${open} open, ${cpu} s CPU, ${clock} s by the clock`,
  );
}
