/** The tree of obligations as rows, each with its sign; what went wrong is open to be seen. */
import type { ProofVerdict } from '@maat/verifier';
import {
  keyOf,
  type ActionPlan,
  type ObligationPlan,
  type Plan,
  type TheoremPlan,
} from './plan.js';
import type { Shown, Why } from './prover.js';

export type Results = ReadonlyMap<string, Shown>;

/**
 * `open`: not answered yet. `induction`: a counterexample to induction, a step from a state that may
 * never be reached; only a run refutes a claim.
 */
export type Sign = ProofVerdict | 'open' | 'induction';

export interface Row {
  /** Unlike any other's. */
  readonly key: string;
  readonly level: 1 | 2 | 3;
  readonly label: string;
  readonly sign: Sign;
  /** Time, or how many of how many. */
  readonly note: string;
  /** Undefined for what has nothing below it. */
  readonly isOpen: boolean | undefined;
}

export interface Tally {
  readonly all: number;
  readonly proved: number;
  /** What cannot be: shown false, not by a step that may never be taken. */
  readonly refuted: number;
  /** Counterexamples to induction. */
  readonly induction: number;
  readonly unknown: number;
}

/** What is known besides the answers of the solver. */
export interface Besides {
  readonly whys?: readonly Why[] | undefined;
  /** A word for what searches have seen of an obligation, by its name. */
  readonly seen?: ReadonlyMap<string, string> | undefined;
}

/** `toggled`: what a person has opened or closed, by key. */
export function rowsOf(
  plan: Plan,
  results: Results,
  toggled: ReadonlyMap<string, boolean>,
  { whys = [], seen = new Map() }: Besides = {},
): readonly Row[] {
  return plan.theorems.flatMap((theorem) => {
    const key = theorem.claim.name;
    const tally = tallyOf(theorem, theorem.actions, results);
    const isOpen = toggled.get(key) ?? true;
    const isRefuted = whys.some((w) => w.theorem === key && w.isRefuted);
    const sign = isRefuted ? 'refuted' : signOf(tally);
    const head = { ...groupRow(key, 1, theorem.claim.name, tally, isOpen), sign };
    if (!isOpen) return [head];
    return [
      head,
      ...theorem.actions.flatMap((a) => actionRows(theorem, a, results, { toggled, seen })),
    ];
  });
}

interface Seen {
  readonly toggled: ReadonlyMap<string, boolean>;
  readonly seen: ReadonlyMap<string, string>;
}

function actionRows(
  theorem: TheoremPlan,
  action: ActionPlan,
  results: Results,
  { toggled, seen }: Seen,
): readonly Row[] {
  const key = `${theorem.claim.name}\n\n${action.name}`;
  const tally = tallyOf(theorem, [action], results);
  const isOpen = toggled.get(key) ?? tally.refuted + tally.induction + tally.unknown > 0;
  const head = groupRow(key, 2, action.name, tally, isOpen);
  return isOpen
    ? [head, ...action.obligations.map((o) => obligationRow(theorem, action, o, { results, seen }))]
    : [head];
}

function obligationRow(
  theorem: TheoremPlan,
  action: ActionPlan,
  { name, shownBy }: ObligationPlan,
  { results, seen }: { readonly results: Results; readonly seen: ReadonlyMap<string, string> },
): Row {
  const key = keyOf(theorem.claim.name, name);
  const result = results.get(key);
  return {
    key,
    level: 3,
    label: shortName(name, action.name),
    sign: result === undefined ? 'open' : answerOf(result, shownBy),
    note: noteOf(result, seen.get(name)),
    isOpen: undefined,
  };
}

function noteOf(result: Shown | undefined, seen = ''): string {
  if (result === undefined) return seen;
  return result.seconds === 0 ? '' : secondsText(result.seconds);
}

/** The answer to one obligation, in the word that it has earned. */
export function answerOf(
  { verdict }: Pick<Shown, 'verdict'>,
  shownBy: ObligationPlan['shownBy'],
): Exclude<Sign, 'open'> {
  return verdict === 'refuted' && shownBy === 'unsat' ? 'induction' : verdict;
}

/** Without the action, under which it stands: `step.grant.MutualExclusion` is `MutualExclusion`. */
function shortName(name: string, action: string): string {
  const prefixes = [`step.${action}.`, `${action}.`, 'start.', 'possible.'];
  const prefix = prefixes.find((p) => name.startsWith(p) && name.length > p.length);
  if (name === `nonvacuity.${action}`) return 'can happen';
  return prefix === undefined ? name : name.slice(prefix.length);
}

function groupRow(key: string, level: 1 | 2, label: string, tally: Tally, isOpen: boolean): Row {
  const note = `${tally.proved} of ${tally.all}`;
  return {
    key,
    level,
    label: level === 2 ? actionName(label) : label,
    sign: signOf(tally),
    note,
    isOpen,
  };
}

function actionName(name: string): string {
  if (name === 'start') return 'initially';
  return name === 'possible' ? 'each action happens in some run' : name;
}

/** What is wrong outweighs what is open, and that what is not known. */
export function signOf({ all, proved, refuted, induction, unknown }: Tally): Sign {
  if (refuted > 0) return 'refuted';
  if (proved === all) return 'proved';
  return proved + induction + unknown < all ? 'open' : 'unknown';
}

export function tallyOf(
  { claim }: TheoremPlan,
  actions: readonly ActionPlan[],
  results: Results,
): Tally {
  const answers = actions
    .flatMap((a) => a.obligations)
    .map((o) => {
      const result = results.get(keyOf(claim.name, o.name));
      return result && answerOf(result, o.shownBy);
    });
  const count = (sign: Sign): number => answers.filter((a) => a === sign).length;
  return {
    all: answers.length,
    proved: count('proved'),
    refuted: count('refuted'),
    induction: count('induction'),
    unknown: count('unknown'),
  };
}

export function wholeTally({ theorems }: Plan, results: Results): Tally {
  const tallies = theorems.map((t) => tallyOf(t, t.actions, results));
  const sum = (of: (tally: Tally) => number): number => tallies.reduce((n, t) => n + of(t), 0);
  return {
    all: sum((t) => t.all),
    proved: sum((t) => t.proved),
    refuted: sum((t) => t.refuted),
    induction: sum((t) => t.induction),
    unknown: sum((t) => t.unknown),
  };
}

/** How many have an answer, whatever it is. */
export function answeredIn({ proved, refuted, induction, unknown }: Tally): number {
  return proved + refuted + induction + unknown;
}

export function secondsText(seconds: number): string {
  return seconds < 1 ? `${Math.max(1, Math.round(seconds * 1000))} ms` : `${seconds.toFixed(1)} s`;
}

/** `41 of 41 obligations proved`; with what is not, and how much of it. */
export function summaryText({ all, proved, refuted, induction, unknown }: Tally): string {
  const others = [
    ...(induction > 0 ? [inductionText(induction)] : []),
    ...(refuted > 0 ? [`${refuted} refuted`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return [`${proved} of ${all} obligations proved`, ...others].join(', ');
}

function inductionText(count: number): string {
  return count === 1 ? '1 counterexample to induction' : `${count} counterexamples to induction`;
}

/** What was found out about a theorem that is not proved. */
export function whyText({ isRefuted, extent, missing }: Why): string {
  if (isRefuted) return 'Refuted: a run goes wrong.';
  const where = extent === '' ? 'no instance could be searched' : `not in ${extent}`;
  const searched = `No run was found that goes wrong: ${where}.`;
  if (missing === undefined) return searched;
  const kept = missing.isInductive ? 'every step keeps it' : 'it is not inductive by itself';
  const use = missing.suffices ? ', and with it all is proved' : '';
  return `${searched} Perhaps this is missing, which holds in all ${missing.states} states that were searched (${kept}${use}): ${missing.fact}`;
}
