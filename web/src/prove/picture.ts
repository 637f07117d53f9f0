/** A counterexample to induction as a picture: the state before, the step, the state after, and what is false then. */
import {
  findAutomaton,
  instantiate,
  SpecError,
  type Automaton,
  type Definition,
  type Program,
  type Run,
  type Scope,
  type Source,
  type State,
  type Term,
} from '@maat/spec-lang';
import { scopeText, type Explanation, type Matter, type Refutation } from '@maat/verifier';
import { stateRows, type StateRow } from '../run/state-rows.js';
import { showStep, viewOf } from '../run/view.js';

export interface Picture {
  readonly automaton: string;
  readonly scope: string;
  readonly before: readonly StateRow[];
  readonly step: string;
  /** With what the step changed; empty when its effect is undefined. */
  readonly after: readonly StateRow[];
  /** Of a simulation, the abstract state before. */
  readonly abstract?: { readonly automaton: string; readonly before: readonly StateRow[] };
  readonly fails: Fails;
  /** The step as a run, where the text's own automaton can be run. */
  readonly run?: OpenableRun;
}

export interface Fails {
  readonly name: string;
  readonly text: string;
  readonly terms: readonly Term[];
}

/** A run with what the run panel needs to open it. */
export interface OpenableRun extends Opened {
  readonly run: Run;
}

interface Opened {
  readonly unit: string;
  readonly scope: string;
  readonly elements: Readonly<Record<string, readonly string[]>>;
  /** The text that the unit stands in, where it is not the one that is proved. */
  readonly source?: Source;
}

/** A program whose automata can be run. */
export interface Home {
  readonly program: Program;
  /** Its text, where it is not the one that is proved. */
  readonly source?: Source;
}

/** Undefined where the model cannot be shown as states of the automaton. */
export function pictureOf(
  homes: readonly Home[],
  claim: Matter['claim'],
  { candidate, failed }: Explanation,
): Picture | undefined {
  if (candidate === undefined || failed === undefined) return undefined;
  const { scope, concrete: before, step } = candidate;
  const { definitions } = claim;
  const automaton = 'simulation' in claim ? claim.concrete : claim.automaton;
  const text = scopeText(scope);
  const shown = viewOf(instantiate(automaton, scope, { definitions }), text, []);
  const after = failed.after;
  const abstract =
    'simulation' in claim && candidate.abstract !== undefined
      ? { abstract: abstractRows(claim.abstract, definitions, candidate.scope, candidate.abstract) }
      : {};
  const opened = after === undefined ? undefined : openable(homes, automaton, scope);
  return {
    automaton: automaton.name,
    scope: visibleScope(text),
    before: stateRows(shown, before, undefined),
    step: showStep(shown, step),
    after: after === undefined ? [] : stateRows(shown, after, before),
    ...abstract,
    fails: { name: failed.name, text: failed.text, terms: failed.terms },
    ...(opened === undefined || after === undefined
      ? {}
      : { run: { ...opened, run: stepAsRun(automaton, [before, after], step, failed.name) } }),
  };
}

/** A run that refutes what is claimed, ready to be opened; undefined where its automaton is not one of the text's. */
export function refutationOf(
  homes: readonly Home[],
  { instance, run }: Refutation,
): OpenableRun | undefined {
  const opened = openable(homes, instance.automaton, instance.scope);
  return opened === undefined ? undefined : { ...opened, run };
}

function stepAsRun(
  { name }: Automaton,
  states: readonly State[],
  step: Run['steps'][number],
  fails: string,
): Run {
  return { automaton: name, states, steps: [step], stopped: { kind: 'invariant', name: fails } };
}

function abstractRows(
  automaton: Automaton,
  definitions: readonly Definition[],
  scope: Parameters<typeof instantiate>[1],
  state: State,
): NonNullable<Picture['abstract']> {
  const view = viewOf(instantiate(automaton, scope, { definitions }), '', []);
  return { automaton: automaton.name, before: stateRows(view, state, undefined) };
}

/** What a layer is taken apart into has other variables than what is run of it. */
function openable(homes: readonly Home[], automaton: Automaton, scope: Scope): Opened | undefined {
  const home = homes.find(({ program }) => isAtHome(program, automaton));
  if (home === undefined) return undefined;
  const { source } = home;
  return {
    unit: automaton.name,
    scope: scopeText(scope),
    elements: Object.fromEntries(scope.sorts),
    ...(source === undefined ? {} : { source }),
  };
}

function isAtHome(program: Program, automaton: Automaton): boolean {
  const isThere = program.units.some((u) => u.kind !== 'derivation' && u.name === automaton.name);
  if (!isThere) return false;
  try {
    return variablesOf(findAutomaton(program, automaton.name)) === variablesOf(automaton);
  } catch (error) {
    if (error instanceof SpecError) return false;
    throw error;
  }
}

function variablesOf({ states }: Automaton): string {
  return states.map((v) => v.name).join();
}

/** Numbers are bounded in every instance, which says nothing to people. */
function visibleScope(text: string): string {
  return text
    .split(',')
    .filter((part) => !/^(Nat|Int)=/.test(part))
    .join(', ');
}
