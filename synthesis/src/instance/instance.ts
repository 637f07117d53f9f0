/**
 * A derivation as an instance of that of the normal form: which parts of its programs stand for which. Nothing here says
 * that they fit; that is what the obligations are for, which a verifier makes of this.
 */
import {
  findAutomaton,
  type Automaton,
  type Definition,
  type Expr,
  type Invariant,
  type Sort,
} from '@maat/spec-lang';
import type { Derivative } from '../derive.js';
import { demandsOf, type StepDemands } from '../transform/contract.js';
import type { NormalForm } from '../transform/normal-form.js';
import { clausesOf, type ClauseMatch } from './clauses.js';
import { foldOf, type Fold } from './fold.js';
import { interpreted, type Interpretation } from './interpret.js';
import { Misfit } from './misfit.js';
import { imagesFor, type Image } from './images.js';
import { valuesOf } from './values.js';

export interface Instance {
  readonly service: Automaton;
  readonly definitions: readonly Definition[];
  readonly log: string;
  /** How much of the log was observed, by view and process. */
  readonly index: string;
  /** What each process keeps for itself, the index aside. */
  readonly own: readonly string[];
  readonly values: readonly string[];
  readonly entry: Sort;
  readonly fold: Fold;
  /** Which program is the first that is one of the normal form's: the service, or what the first step makes of it. */
  readonly first: 0 | 1;
  /** From that on, what each step makes of it. */
  readonly programs: readonly InstanceProgram[];
}

export interface InstanceProgram {
  readonly service: Automaton;
  readonly template: Automaton;
  /** For each variable of the template's program. */
  readonly images: ReadonlyMap<string, Image>;
  readonly clauses: readonly ClauseMatch[];
  readonly contracts: { readonly service: Contracts; readonly template: Contracts };
  /** Of the service's program and of the template's. */
  readonly lemmas: {
    readonly service: readonly Invariant[];
    readonly template: readonly Invariant[];
  };
  /** Lemmas that the step which made the program proves, where that step is not the normal form's. */
  readonly known: readonly Invariant[];
}

type Contracts = StepDemands['contracts'];

export function instanceOf(made: Derivative, general: Derivative): Instance | Misfit {
  try {
    return build(made, general);
  } catch (failure) {
    if (failure instanceof Misfit) return failure;
    throw failure;
  }
}

function build(made: Derivative, general: Derivative): Instance {
  const { form } = made;
  refuseOthers(form);
  const by = interpretationOf(form, general.form, valuesOf(form));
  // The relations, too, must leave values as they are; it throws where one does not.
  for (const { relation } of general.steps) interpreted(relation.relation, by);
  const first = firstOf(form);
  return {
    service: form.service,
    definitions: made.steps[0]?.program.definitions ?? [],
    log: form.log.name,
    index: form.index.variable.name,
    own: form.own.filter((o) => o !== form.index).map((o) => o.variable.name),
    values: form.values.map((x) => x.name),
    entry: form.entry,
    fold: foldOf(form),
    first,
    programs: [0, 1, 2, 3].slice(first).map(programsOf(made, general, by)),
  };
}

/** By number: 0 is the service. */
function programsOf(
  made: Derivative,
  general: Derivative,
  by: Interpretation,
): (index: number) => InstanceProgram {
  const { form } = made;
  const roles = clausesOf(form);
  const images = imagesFor(form, general.form);
  return (index) => {
    const [service, template] = [automatonAt(made, index), automatonAt(general, index)];
    const theirs = interpreted(template, by);
    return {
      service,
      template: theirs,
      images: images(theirs, index),
      clauses: service.transitions.map((t) => roles.match(t, theirs)),
      contracts: {
        service: contractsAt(made, index),
        template: interpreted(contractsAt(general, index), by),
      },
      ...lemmasOf(made, general, by, index),
    };
  };
}

/** What the step proved that made the first program is known of it, if that step is none of the normal form's. */
function lemmasOf(
  made: Derivative,
  general: Derivative,
  by: Interpretation,
  index: number,
): Pick<InstanceProgram, 'lemmas' | 'known'> {
  const own = lemmasAt(made, index);
  const isKnown = index > 0 && index === firstOf(made.form);
  const theirs = interpreted(lemmasAt(general, index), by);
  return {
    lemmas: { service: isKnown ? [] : own, template: theirs },
    known: isKnown ? own : [],
  };
}

/**
 * A service that keeps books of its own, which its layer does without, or that sets its place in the log back in each view, is
 * none of the normal form; what the first step makes of it is.
 */
function firstOf({ index, ghosts }: NormalForm): 0 | 1 {
  return index.perView && ghosts.length === 0 ? 0 : 1;
}

/** What the normal form has no place for. */
function refuseOthers(form: NormalForm): void {
  const { service, index, own, sets } = form;
  if (service.initially !== undefined)
    throw new Misfit('it says more of how it begins than its variables', service.initially.span);
  const other = own.find((o) => o !== index && o.perView);
  if (other !== undefined)
    throw new Misfit(`${other.variable.name} is kept for each view`, other.variable.span);
  const [set] = sets;
  const variable = service.states.find((v) => v.name === set);
  if (variable !== undefined)
    throw new Misfit(`${variable.name} is a set of processes`, variable.span);
}

function interpretationOf(
  form: NormalForm,
  { process, view, service }: NormalForm,
  value: { readonly sort: Sort; readonly initial: Expr },
): Interpretation {
  const [, , valueParameter = '', entryParameter = ''] = service.parameters.types;
  const named = (sort: Sort): string => (sort.kind === 'uninterpreted' ? sort.name : '');
  return {
    sorts: new Map([
      [named(process), form.process],
      [named(view), form.view],
      [entryParameter, form.entry],
    ]),
    value: { parameter: valueParameter, ...value },
  };
}

/** 0: the service. */
function automatonAt({ form, steps }: Derivative, index: number): Automaton {
  const step = steps[index - 1];
  return step === undefined ? form.service : findAutomaton(step.program, step.automaton);
}

function contractsAt(made: Derivative, index: number): Contracts {
  const step = made.steps[index - 1];
  return step === undefined ? [] : demandsOf(step, automatonAt(made, index)).contracts;
}

function lemmasAt(made: Derivative, index: number): readonly Invariant[] {
  const step = made.steps[index - 1];
  if (step === undefined) return [];
  return step.program.units.flatMap((u) =>
    u.kind === 'invariant' && u.of === step.automaton ? [u] : [],
  );
}
