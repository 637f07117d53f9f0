// Why a theorem is not proved: a run that refutes it, or the fact that its induction seems to miss.
import { NOWHERE, printExpr, type Expr } from '@maat/spec-lang';
import type { Solver } from '../smt/query.js';
import { suggestions } from '../missing/suggest.js';
import { caseTask } from '../prove/case-task.js';
import { prove, type ProofResult, type ProveOptions } from '../prove/prove.js';
import { invariantCases } from '../smt/claims/invariant.js';
import { simulationCases } from '../smt/claims/simulation.js';
import { reach, type Reached } from './reach.js';
import type { Chosen } from './chosen.js';
import type { Matter, Theorem } from './theorem.js';

export interface Diagnosis {
  readonly theorem: string;
  readonly reached: Reached;
  readonly missing?: Missing;
}

export interface Missing {
  readonly fact: string;
  /** In how many states it was seen to hold. */
  readonly states: number;
  /** It is kept by every step, with the rest. */
  readonly isInductive: boolean;
  /** Obligations that are proved with it and were not without. */
  readonly helps: readonly string[];
  /** Whether all are. */
  readonly suffices: boolean;
}

/** Of each theorem of which something is refuted or open. */
export async function diagnoses(
  chosen: readonly Chosen[],
  results: readonly ProofResult[],
  solver: Solver,
  options: ProveOptions,
): Promise<readonly Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const { theorem } of chosen) {
    const open = openOf(theorem, results);
    if (theorem.matter === undefined || open.length === 0) continue;
    const reached = reach(theorem.matter);
    const asked = { ...options, onResult: undefined };
    const missing =
      reached.run === undefined
        ? await missingFact(theorem.matter, open, solver, asked)
        : undefined;
    found.push({ theorem: theorem.claim.name, reached, ...(missing ? { missing } : {}) });
  }
  return found;
}

function openOf({ claim }: Theorem, results: readonly ProofResult[]): readonly ProofResult[] {
  return results.filter(
    ({ task, obligation, verdict }) =>
      task.theorem.name === claim.name && obligation.shownBy === 'unsat' && verdict !== 'proved',
  );
}

/** Facts that are tried on what is open, and of those that help, on every step. */
const TRIED = 60;
const TRIED_FULLY = 4;

/** The best of the simplest: one that suffices, else an inductive one that helps most, else the first. */
async function missingFact(
  matter: Matter,
  open: readonly ProofResult[],
  solver: Solver,
  options: ProveOptions,
): Promise<Missing | undefined> {
  const wrong = open.find((r) => r.verdict === 'refuted')?.explanation?.candidate;
  if (wrong === undefined) return undefined;
  const { claim, scopes } = matter;
  const subject = 'simulation' in claim ? claim : { ...claim, concrete: claim.automaton };
  const { facts, states } = suggestions(subject, scopes, wrong);
  const [first] = facts;
  if (first === undefined) return undefined;
  const trial = { claim, open, solver, options };
  const tried = [];
  for (const fact of facts.slice(0, TRIED)) {
    const helps = await helpOf(trial, fact);
    if (helps.length > 0) tried.push({ fact, helps });
  }
  const best = tried.sort((a, b) => b.helps.length - a.helps.length).slice(0, TRIED_FULLY);
  for (const { fact, helps } of best)
    if (await isInductive(trial, fact)) {
      const suffices = helps.length === open.length;
      return { fact: printExpr(fact), states, isInductive: true, helps, suffices };
    }
  const { fact, helps } = best[0] ?? { fact: first, helps: [] };
  const kept = best.length === 0 && (await isInductive(trial, fact));
  return { fact: printExpr(fact), states, isInductive: kept, helps, suffices: false };
}

const NAME = 'MissingFact';

interface Trial {
  readonly claim: Matter['claim'];
  readonly open: readonly ProofResult[];
  readonly solver: Solver;
  readonly options: ProveOptions;
}

/** The open obligations that are proved when the fact is known before the step. */
async function helpOf(trial: Trial, fact: Expr): Promise<readonly string[]> {
  const names = new Set(trial.open.map((r) => r.obligation.name));
  const results = await provedWith(trial, fact, (name) => names.has(name));
  return results.filter((r) => r.verdict === 'proved').map((r) => r.obligation.name);
}

async function isInductive(trial: Trial, fact: Expr): Promise<boolean> {
  const results = await provedWith(trial, fact, (name) => name.split('.').includes(NAME));
  return results.every((r) => r.verdict === 'proved');
}

function provedWith(
  { claim, solver, options }: Trial,
  fact: Expr,
  isAsked: (name: string) => boolean,
): Promise<readonly ProofResult[]> {
  const tasks = casesWith(claim, fact).flatMap((c) => {
    const goals = c.goals.filter((g) => isAsked(g.name));
    if (goals.length === 0) return [];
    const task = caseTask({ kind: 'invariant', name: NAME }, { ...c, goals });
    return [{ ...task, ways: task.ways.slice(0, 1) }];
  });
  return prove(tasks, solver, { ...options, rlimit: 500_000 });
}

function casesWith(claim: Matter['claim'], condition: Expr): ReturnType<typeof invariantCases> {
  if ('simulation' in claim) {
    const relation = [...claim.simulation.relation, { name: NAME, condition }];
    return simulationCases({ ...claim, simulation: { ...claim.simulation, relation } });
  }
  const { name: of, file } = claim.automaton;
  const fact = {
    kind: 'invariant',
    name: NAME,
    of,
    condition,
    doc: '',
    span: NOWHERE,
    file,
  } as const;
  return invariantCases({ ...claim, invariants: [...claim.invariants, fact] });
}
