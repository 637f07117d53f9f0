/** What has to hold for a step to be right, as data: the judges decide, the rewrites only name. */
import {
  printExpr,
  type Automaton,
  type Fire,
  type Simulation,
  type Transition,
} from '@maat/spec-lang';
import { turnsOf, type NormalForm } from './normal-form.js';

export type ObligationKind =
  | 'start'
  | 'step'
  | 'enabled'
  | 'trace'
  | 'contract'
  | 'ownership'
  | 'locality'
  | 'lemma'
  | 'nonvacuity';

export interface Obligation {
  readonly name: string;
  readonly kind: ObligationKind;
  /** One sentence, with the formula in question where there is one. */
  readonly what: string;
}

/** One obligation for each initial conjunct, step, abstract guard and visible argument. */
export function simulationObligations(
  relation: Simulation,
  concrete: Automaton,
  abstract: Automaton,
): readonly Obligation[] {
  return [
    ...relation.relation.map((c) => of('start', `start.${c.name}`, `${c.name} holds initially`)),
    ...concrete.transitions.flatMap((t) => clauseObligations(t, relation, abstract)),
  ];
}

function clauseObligations(
  t: Transition,
  relation: Simulation,
  abstract: Automaton,
): readonly Obligation[] {
  const name = t.case === undefined ? t.action : `${t.action}.${t.case}`;
  const fired = firesOf(relation.proof.find((c) => c.action === t.action)?.fire ?? []);
  return [
    ...relation.relation.map((c) =>
      of(
        'step',
        `step.${name}.${c.name}`,
        `${t.action} keeps ${c.name}: ${printExpr(c.condition)}`,
      ),
    ),
    ...fired.flatMap((a) => enabledObligations(name, t.case, a, abstract)),
    ...(t.kind === 'internal' ? [] : traceObligations(name, t)),
    of('nonvacuity', `nonvacuity.${name}`, `some state in the relation enables ${t.action}`),
  ];
}

function enabledObligations(
  name: string,
  clauseName: string | undefined,
  action: string,
  abstract: Automaton,
): readonly Obligation[] {
  const clauses = abstract.transitions.filter(
    (t) => t.action === action && (clauseName === undefined || t.case === clauseName),
  );
  return clauses.flatMap((clause) =>
    clause.pre.map((g, i) => {
      const label = g.name === '' ? '' : ` (${g.name})`;
      return of(
        'enabled',
        `step.${name}.enabled.${action}.${String(i)}`,
        `the guard of ${action}${label} is implied: ${printExpr(g.condition)}`,
      );
    }),
  );
}

function traceObligations(name: string, t: Transition): readonly Obligation[] {
  return t.parameters.map((b, i) =>
    of('trace', `step.${name}.trace.${String(i)}`, `both sides show the same ${b.name}`),
  );
}

function firesOf(fire: readonly Fire[]): readonly string[] {
  return fire.flatMap((f) =>
    f.kind === 'fire' ? [f.action] : [...firesOf(f.then), ...firesOf(f.otherwise)],
  );
}

/** What a simulation alone does not see: shared variables are touched under the token only, and so on. */
export function ownershipObligations(
  form: NormalForm,
  shared: readonly string[],
  guard: string,
): readonly Obligation[] {
  return turnsOf(form).map((u, i) =>
    of(
      'ownership',
      `contract.${u.transition.action}.${String(i)}`,
      `${shared.join(', ')} are read and written only when ${guard}`,
    ),
  );
}

export function contractObligations(
  actions: readonly string[],
  guard: string,
): readonly Obligation[] {
  return [...new Set(actions)].map((a) =>
    of(
      'contract',
      `contract.${a}.0`,
      `the service below demands of its user: ${a} only when ${guard}`,
    ),
  );
}

export function localityObligations(
  automaton: Automaton,
  shared: readonly string[],
): readonly Obligation[] {
  return automaton.transitions.map((t) =>
    of(
      'locality',
      `locality.${t.action}${t.case === undefined ? '' : `.${t.case}`}`,
      `${t.action} changes cells of its own process only, and ${shared.join(', ')}`,
    ),
  );
}

export function lemmaObligations(names: readonly string[]): readonly Obligation[] {
  return names.map((name) => of('lemma', `lemma.${name}`, `${name} follows from the relation`));
}

/** The same obligations, those about guards that were dropped marked as such. */
export function withImplied(all: readonly Obligation[], form: NormalForm): readonly Obligation[] {
  const dropped = new Set(
    form.implied.map((i) => `step.${i.action}.enabled.${i.action}.${String(i.position)}`),
  );
  const note = 'dropped, as it speaks of other processes or comes from below: ';
  return all.map((o) => (dropped.has(o.name) ? { ...o, what: `${note}${o.what}` } : o));
}

function of(kind: ObligationKind, name: string, what: string): Obligation {
  return { kind, name, what };
}
