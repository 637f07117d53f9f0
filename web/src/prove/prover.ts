/** A proof in the making: what there is to prove of a text, each result as it comes, and why something is not proved. */
import {
  check,
  hasErrors,
  parseScope,
  elementNames,
  SpecError,
  uninterpretedSorts,
  type Automaton,
  type Derivation,
  type Program,
  type Scope,
  type Source,
} from '@maat/spec-lang';
import { claimsOfDerivation, derive, trialOf, type Derivative } from '@maat/synthesis';
import {
  chosenTheorems,
  diagnoses,
  prove,
  scriptOf,
  Unprovable,
  type Chosen,
  type Diagnosis,
  type ProofResult,
  type ProveOptions,
  type ProofVerdict,
  type Solver,
  type Task,
} from '@maat/verifier';
import type { Refused } from '../spec/instance.js';
import { loaderFor, type Shelf } from '../spec/workspace.js';
import { pictureOf, refutationOf, type Home, type OpenableRun, type Picture } from './picture.js';
import { keyOf, planOf, type Plan } from './plan.js';
import { isFault, reasonOf } from './reason.js';

export interface Shown {
  readonly kind: 'result';
  readonly theorem: string;
  readonly obligation: string;
  readonly verdict: ProofVerdict;
  /** Of the solver. */
  readonly seconds: number;
  /** How it was asked at last. */
  readonly way: string;
  readonly reason: string;
  /** It is open because the solver failed. */
  readonly isFault?: true;
  readonly picture?: Picture;
  /** What the counterexample says, where it cannot be drawn. */
  readonly text?: string;
}

/** Why a theorem is not proved. */
export interface Why {
  readonly kind: 'why';
  readonly theorem: string;
  /** A run that refutes what is claimed. */
  readonly run?: OpenableRun;
  readonly isRefuted: boolean;
  /** Where such a run was looked for. */
  readonly extent: string;
  readonly missing?: Diagnosis['missing'];
}

export class Prover {
  readonly plan: Plan;
  readonly #chosen: readonly Chosen[];
  readonly #homes: readonly Home[];
  readonly #results = new Map<string, ProofResult>();

  /** `homes`: where the automata stand that are not in the program, as the steps of a derivation. */
  constructor(program: Program, chosen: readonly Chosen[], homes: readonly Home[] = []) {
    this.#chosen = chosen;
    this.#homes = [...homes, { program }];
    this.plan = planOf(chosen);
  }

  async run(
    solver: Solver,
    options: ProveOptions,
    tell: (result: Shown) => void,
    only?: readonly string[],
  ): Promise<readonly ProofResult[]> {
    const tasks = this.#chosen
      .filter((c) => only?.includes(c.theorem.claim.name) !== false)
      .flatMap((c) => c.tasks)
      .map((t) => unlessCancelled(t, options));
    return prove(tasks, solver, {
      ...options,
      onResult: (result) => {
        this.#results.set(keyOf(result.task.theorem.name, result.obligation.name), result);
        tell(this.#shown(result));
      },
    });
  }

  /** Searches for runs that refute, and for facts that are missing. */
  async why(
    results: readonly ProofResult[],
    solver: Solver,
    options: ProveOptions,
  ): Promise<readonly Why[]> {
    const found = await diagnoses(this.#chosen, results, solver, options);
    return found.map(({ theorem, reached, missing }) => {
      const run = reached.run === undefined ? undefined : refutationOf(this.#homes, reached.run);
      return {
        kind: 'why',
        theorem,
        isRefuted: reached.run !== undefined,
        extent: reached.extent,
        ...(run === undefined ? {} : { run }),
        ...(missing === undefined ? {} : { missing }),
      };
    });
  }

  /** What the solver was asked, as text for any solver; empty where it was not asked. */
  script(theorem: string, obligation: string): string {
    const result = this.#results.get(keyOf(theorem, obligation));
    if (result === undefined || result.obligation.shownBy === 'run') return '';
    const { says, name } = result.obligation;
    return result.texts
      .map((part) =>
        scriptOf(part, [theorem, `${name}: ${says}`, `shown by ${result.obligation.shownBy}`]),
      )
      .join('\n');
  }

  #shown(result: ProofResult): Shown {
    const { task, obligation, verdict, seconds, way, explanation } = result;
    const chosen = this.#chosen.find((c) => c.theorem.claim.name === task.theorem.name);
    const isWrong = verdict === 'refuted' && explanation !== undefined;
    const matter = chosen?.theorem.matter;
    const picture =
      isWrong && matter !== undefined
        ? pictureOf(this.#homes, matter.claim, explanation)
        : undefined;
    return {
      kind: 'result',
      theorem: task.theorem.name,
      obligation: obligation.name,
      verdict,
      seconds,
      way: task.ways[way]?.name ?? '',
      reason: reasonOf(result),
      ...(isFault(result) ? { isFault: true } : {}),
      ...(picture === undefined ? {} : { picture }),
      ...(isWrong && picture === undefined ? { text: explanation.text } : {}),
    };
  }
}

export type OpenedProof = { readonly kind: 'proof'; readonly prover: Prover } | Refused;

/** All that a text claims, or that without its derivations, which take a while, or what one of them claims. */
export type Wanted = 'all' | 'own' | { readonly derivation: string };

/** The theorems of a file on the desk. */
export function openProof(
  desk: readonly Source[],
  shelf: Shelf,
  file: string,
  wanted: Wanted = 'all',
): OpenedProof {
  const source = desk.find((d) => d.file === file);
  if (source === undefined) return refuse(`${file} is not open`);
  const load = loaderFor(desk, shelf);
  const { value, diagnostics } = check(source, load);
  if (hasErrors(diagnostics)) return refuse('The text has errors; they are under Problems.');
  const program = { ...value, units: value.units.filter((u) => isWanted(u, wanted)) };
  const homes: Home[] = [];
  const derived = (unit: Derivation) => {
    const made = derive(program, unit, load);
    if (made.value === undefined) throw new SpecError(made.diagnostics);
    homes.push(...homesOf(made.value));
    return claimsOfDerivation(made.value, unit);
  };
  const only = typeof wanted === 'string' ? [] : [wanted.derivation];
  try {
    const chosen = chosenTheorems({ program, scope: '', readScope, derived, trial: trialOf }, only);
    return { kind: 'proof', prover: new Prover(program, chosen, homes) };
  } catch (failure) {
    if (failure instanceof Unprovable) return refuse(unprovableText(file, failure));
    if (failure instanceof SpecError)
      return refuse(failure.diagnostics.map((d) => d.message).join('; '));
    throw failure;
  }
}

function isWanted(unit: Program['units'][number], wanted: Wanted): boolean {
  if (unit.kind !== 'derivation' || wanted === 'all') return true;
  return wanted !== 'own' && unit.name === wanted.derivation;
}

function homesOf({ steps }: Derivative): readonly Home[] {
  return steps.map(({ program, file, text }) => ({ program, source: { file, text } }));
}

function unprovableText(file: string, { message, span }: Unprovable): string {
  return span === undefined
    ? `${file} ${message}: invariants, simulations and derivations are proved.`
    : `${span.file} ${message}`;
}

function readScope(automata: readonly Automaton[], text: string, size: number): Scope {
  const parameters = {
    types: automata.flatMap((a) => a.parameters.types),
    values: automata.flatMap((a) => a.parameters.values),
  };
  const { value } = parseScope(text, parameters);
  const missing = [...new Set(automata.flatMap(uninterpretedSorts))]
    .filter((sort) => !value.sorts.has(sort))
    .map((sort) => [sort, elementNames(sort, size)] as const);
  return { ...value, sorts: new Map([...value.sorts, ...missing]) };
}

/** After a cancellation no more questions are made up: making them takes longer than not answering them. */
function unlessCancelled(task: Task, { cancel }: ProveOptions): Task {
  return {
    ...task,
    ways: task.ways.map((way) =>
      way.kind === 'runs'
        ? { ...way, observe: (open) => (cancel?.aborted === true ? new Map() : way.observe(open)) }
        : { ...way, pose: (open) => (cancel?.aborted === true ? NOT_POSED : way.pose(open)) },
    ),
  };
}

const NOT_POSED = { query: { name: '', prelude: '', goals: [] }, parts: [] };

function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
