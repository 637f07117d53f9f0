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
import {
  queryOf,
  simulationCases,
  togetherOf,
  type Case,
  type CaseQuery,
  type Settings,
  type Solver,
} from '@maat/verifier';
import { openSolver } from '@maat/verifier/solvers';
import { mutate, type Mutant } from './driver.js';
import { loaderWith, proofFile, read } from './sources.js';

/** For every goal of the sound layers; a goal that is open costs all of it. */
export const ENOUGH = 4_000_000;
/** For all but the hardest of them. */
const USUALLY_ENOUGH = 1_000_000;
/** For most goals as one question. */
const AT_ONCE = 300_000;

const SETTINGS: Settings = {
  options: { 'smt.mbqi': 'false', auto_config: 'false' },
  rlimit: ENOUGH,
  // The limit on work ends what takes long; a machine under load is no reason to.
  timeoutMs: 120_000,
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

/**
 * As `prove` does it: goal by goal, then what is left clause by clause. Of a mutant only the goals whose
 * names begin with `about` are asked, until one is found open in both ways, since that is enough.
 */
export async function provedLayer(
  solver: Solver,
  folder: string,
  mutant?: Mutant,
  about = '',
  rlimit = mutant === undefined ? ENOUGH : USUALLY_ENOUGH,
): Promise<Findings> {
  const cases = casesOf(folder, mutant);
  const settings = { ...SETTINGS, rlimit };
  const found = await Promise.all(
    cases.map(async (c) => {
      const asked = c.goals.filter(({ name }) => name.startsWith(about) || about.startsWith(name));
      // What is left of a mutant's goals is asked again, with all of the limit.
      const first = mutant === undefined ? settings : { ...settings, rlimit: AT_ONCE };
      const left = await leftOf(solver, c, asked, first);
      const open =
        mutant === undefined
          ? await openAmong(solver, queryOf('layer', c, left), settings)
          : await firstOpen(solver, c, left, settings);
      return { goals: asked.length, open };
    }),
  );
  return {
    goals: found.reduce((n, f) => n + f.goals, 0),
    open: found.flatMap((f) => f.open),
    vacuous: mutant === undefined ? await vacuousOf(solver, cases) : [],
  };
}

/** The goals that are open when each is one question. */
async function leftOf(
  solver: Solver,
  c: Case,
  goals: Case['goals'],
  settings: Settings,
): Promise<Case['goals']> {
  const open = new Set(await openAmong(solver, togetherOf('layer', c, goals), settings));
  return goals.filter(({ name }) => open.has(name));
}

async function firstOpen(
  solver: Solver,
  c: Case,
  goals: Case['goals'],
  settings: Settings,
): Promise<readonly string[]> {
  const { query, parts } = queryOf('layer', c, goals);
  for (const [i, goal] of query.goals.entries()) {
    const one = { query: { ...query, goals: [goal] }, parts: parts.slice(i, i + 1) };
    const open = await openAmong(solver, one, settings);
    if (open.length > 0) return open;
  }
  return [];
}

async function openAmong(
  solver: Solver,
  { query, parts }: CaseQuery,
  settings: Settings,
): Promise<readonly string[]> {
  const answers = query.goals.length === 0 ? [] : await solver.solve(query, settings);
  return parts.filter((_, i) => answers[i]?.kind !== 'unsat').map(({ name }) => name);
}

/** A contradiction among premises is found soon or not at all. */
const SOON = 200_000;

async function vacuousOf(solver: Solver, cases: readonly Case[]): Promise<readonly string[]> {
  const answers = await Promise.all(
    cases.map(async (c) => {
      const { query } = queryOf('layer', c, []);
      const asked = { ...query, goals: [{ name: 'possible', text: '' }] };
      return solver.solve(asked, { ...SETTINGS, rlimit: SOON });
    }),
  );
  return cases.filter((_, i) => answers[i]?.[0]?.kind === 'unsat').map((c) => c.name);
}

function casesOf(folder: string, mutant: Mutant | undefined): readonly Case[] {
  const program = programOf(folder, mutant);
  const file = proofFile(folder);
  const simulation = program.units.find(
    (u): u is Simulation => u.kind === 'simulation' && u.file === file,
  );
  const layer = program.units.find(
    (u): u is Layer => u.kind === 'layer' && u.name === simulation?.from,
  );
  if (layer === undefined || simulation === undefined) throw new Error(`no proof in ${file}`);
  return simulationCases({
    simulation,
    concrete: steppedLayer(program, layer),
    abstract: findAutomaton(program, simulation.to),
    definitions: program.definitions,
    lemmas: [],
  });
}

function programOf(folder: string, mutant?: Mutant): Program {
  const file = proofFile(folder);
  const changed = mutant && mutate(mutant);
  const source = { file, text: changed?.get(file) ?? read(file).text };
  const { value, diagnostics } = check(source, loaderWith(changed));
  if (hasErrors(diagnostics)) throw new Error(diagnostics.map((d) => d.message).join('; '));
  return value;
}
