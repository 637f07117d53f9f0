// What faults are put into: claims of the library's classics, and of small protocols, that are proved as they stand.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  check,
  findAutomaton,
  instantiate,
  libraryLoader,
  elementNames,
  uninterpretedSorts,
  type Automaton,
  type Definition,
  type Instance,
  type Program,
} from '@maat/spec-lang';
import {
  caseTask,
  checkSimulation,
  explore,
  finiteWays,
  invariantCases,
  invariantJudge,
  prove,
  simulationCases,
  simulationJudge,
  type Case,
  type Judge,
  type ProofResult,
  type Solver,
  type Task,
} from '@maat/verifier';
import type { Subject } from './faults.js';

export interface Proved extends Subject {
  readonly abstract?: Automaton;
  readonly definitions: readonly Definition[];
}

export function subjects(): readonly Proved[] {
  const [classics, sessions] = ['spec-lang/library/classics', 'test/sessions'];
  return [
    invariantsOf(`${classics}/two-phase-commit.ioa`, 'TwoPhase'),
    simulationOf(`${classics}/two-phase-commit.ioa`),
    invariantsOf(`${classics}/spanning-tree.ioa`, 'SpanningTree'),
    invariantsOf(`${classics}/view-synchrony.ioa`, 'VS'),
    invariantsOf(`${classics}/view-synchrony.ioa`, 'TO'),
    simulationOf(`${sessions}/outbox.ioa`),
  ];
}

function invariantsOf(file: string, of: string): Proved {
  const program = programOf(file);
  const invariants = program.units.flatMap((u) =>
    u.kind === 'invariant' && u.of === of ? [u] : [],
  );
  const { definitions } = program;
  return { name: of, automaton: findAutomaton(program, of), invariants, definitions };
}

function simulationOf(file: string): Proved {
  const program = programOf(file);
  const simulation = program.units.find((u) => u.kind === 'simulation');
  if (simulation?.kind !== 'simulation') throw new Error(`no simulation in ${file}`);
  const { from, to } = simulation;
  return {
    ...invariantsOf(file, from),
    name: `${from} refines ${to}`,
    simulation,
    abstract: findAutomaton(program, to),
  };
}

function programOf(file: string): Program {
  const path = fileURLToPath(new URL(`../../${file}`, import.meta.url));
  return check({ file: path, text: readFileSync(path, 'utf8') }, libraryLoader).value;
}

/** `refuted`: an obligation has a counterexample that the reference semantics replays. */
export async function judged(
  of: Proved,
  subject: Subject,
  solver: Solver,
): Promise<{ readonly verdict: 'refuted' | 'proved' | 'unknown'; readonly at: string }> {
  const results = await prove(tasksOf(of, subject), solver, LIMITS);
  const open = results.filter((r) => r.verdict !== 'proved');
  const isShown = (r: ProofResult): boolean =>
    r.verdict === 'refuted' && r.explanation?.candidate !== undefined;
  const refuted = open.find(isShown);
  const [first] = open;
  if (refuted !== undefined) return { verdict: 'refuted', at: refuted.obligation.name };
  return first === undefined
    ? { verdict: 'proved', at: '' }
    : { verdict: 'unknown', at: first.obligation.name };
}

const LIMITS = { timeoutMs: 20_000, seed: 0, rlimit: 2_000_000 };
const FAULTY = { kind: 'invariant', name: 'faulty' } as const;

/** A simulation rests on the invariants, which are shown with it: a fault may break them and not it. */
function tasksOf({ definitions, abstract }: Proved, subject: Subject): readonly Task[] {
  const { automaton, invariants, simulation } = subject;
  const claim = { automaton, invariants, definitions };
  const alone = invariantCases(claim).map((c) => taskOf(c, invariantJudge(claim, c)));
  if (simulation === undefined || abstract === undefined) return alone;
  const pair = { simulation, concrete: automaton, abstract, definitions, lemmas: invariants };
  const both = simulationCases(pair).map((c) => taskOf(c, simulationJudge(pair, c)));
  return [...(invariants.length === 0 ? [] : alone), ...both];
}

function taskOf(c: Case, judge: Judge): Task {
  const task = caseTask(FAULTY, c, c.name === 'start' ? [] : finiteWays('faulty', c, judge));
  return { ...task, obligations: task.obligations.filter((o) => o.shownBy === 'unsat') };
}

/** Whether a search of a small instance finds the claim broken: the judge beside the solver. */
export function isBroken(
  { definitions, abstract }: Proved,
  { automaton, invariants, simulation }: Subject,
): boolean {
  const instance = (a: Automaton): Instance => {
    const sorts = uninterpretedSorts(automaton).map((s) => [s, elementNames(s, 2)] as const);
    const numbers = ['Nat', 'Int'].map((s) => [s, elementNames(s, 3)] as const);
    const values = a.parameters.values.map(
      (v) => [v.name, elementNames(sortName(v.sort), 1)[0] ?? 2] as const,
    );
    const scope = { sorts: new Map([...numbers, ...sorts]), values: new Map(values) };
    return instantiate(a, scope, { definitions });
  };
  const limit = 2_000;
  if (simulation === undefined || abstract === undefined)
    return ['refuted', 'invalid'].includes(
      explore(instance(automaton), { invariants, limit }).verdict,
    );
  const options = { definitions, limit };
  const result = checkSimulation(instance(automaton), instance(abstract), simulation, options);
  return ['refuted', 'invalid'].includes(result.verdict);
}

function sortName(sort: Automaton['parameters']['values'][number]['sort']): string {
  return sort.kind === 'uninterpreted' ? sort.name : '';
}
