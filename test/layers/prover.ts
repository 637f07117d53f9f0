// Asks a solver about a layer's own simulation, from its text as it is or with a fault put in.
import {
  check,
  findAutomaton,
  hasErrors,
  steppedLayer,
  type Layer,
  type Program,
  type Simulation,
} from '@maat/spec-lang';
import { queryOf, simulationCases, type Case, type Settings, type Solver } from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';
import { mutate, type Mutant } from './driver.js';
import { loaderWith, proofFile, read } from './sources.js';

/** For every goal of the sound layers; a goal that is open costs all of it. */
export const ENOUGH = 4_000_000;
/** For all but the hardest of them. */
const USUALLY_ENOUGH = 1_000_000;

const SETTINGS: Settings = {
  options: { 'smt.mbqi': 'false', auto_config: 'false' },
  rlimit: ENOUGH,
  timeoutMs: 20_000,
  seed: 0,
};

/** A native solver answers sooner; the embedded one is everywhere. */
export async function anySolver(): Promise<Solver> {
  for (const name of ['z3', 'embedded'] as const) {
    const opened = await openSolver(name, { workers: 2 });
    if (opened.ok) return opened.solver;
  }
  throw new Error('there is no solver');
}

export interface Findings {
  readonly goals: number;
  /** By name; nothing is open when all is proved. */
  readonly open: readonly string[];
  /** Cases whose premises contradict one another, so that they prove nothing. */
  readonly vacuous: readonly string[];
}

/** Of a mutant only the goals whose names begin with `about` are asked, since one open goal is enough. */
export async function provedLayer(
  solver: Solver,
  folder: string,
  mutant?: Mutant,
  about = '',
  rlimit = mutant === undefined ? ENOUGH : USUALLY_ENOUGH,
): Promise<Findings> {
  const program = programOf(folder, mutant);
  const file = proofFile(folder);
  const simulation = program.units.find(
    (u): u is Simulation => u.kind === 'simulation' && u.file === file,
  );
  const layer = program.units.find(
    (u): u is Layer => u.kind === 'layer' && u.name === simulation?.from,
  );
  if (layer === undefined || simulation === undefined) throw new Error(`no proof in ${file}`);
  const cases = simulationCases({
    simulation,
    concrete: steppedLayer(program, layer),
    abstract: findAutomaton(program, simulation.to),
    definitions: program.definitions,
    lemmas: [],
  });
  const found = await Promise.all(
    cases
      .filter((c) => isAbout(c, about))
      .map(async (c) => {
        const { query } = queryOf(simulation.name, c);
        const asked = query.goals.filter((g) => g.name.startsWith(about));
        const goals = [...asked, { name: 'possible', text: '' }];
        const answers = await solver.solve({ ...query, goals }, { ...SETTINGS, rlimit });
        const open = asked.filter((_, i) => answers[i]?.kind !== 'unsat').map((g) => g.name);
        return { goals: asked.length, open, name: c.name, last: answers.at(-1)?.kind };
      }),
  );
  return {
    goals: found.reduce((n, f) => n + f.goals, 0),
    open: found.flatMap((f) => f.open),
    vacuous: found.filter((f) => f.last === 'unsat').map((f) => f.name),
  };
}

/** Goals are asked clause by clause, so that their names are longer in the query. */
function isAbout({ goals }: Case, about: string): boolean {
  return goals.some(({ name }) => name.startsWith(about) || about.startsWith(name));
}

function programOf(folder: string, mutant?: Mutant): Program {
  const file = proofFile(folder);
  const changed = mutant && mutate(mutant);
  const source = { file, text: changed?.get(file) ?? read(file).text };
  const { value, diagnostics } = check(source, loaderWith(changed));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  return value;
}
