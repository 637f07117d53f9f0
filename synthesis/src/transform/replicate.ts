/** replicate(v, …): every view and process gets a copy of the log, and a token says who may append. */
import type { ActionText } from './automaton-text.js';
import { automatonNamed, elaborate, simulationNamed, type Bench } from './elaborate.js';
import { replicateLemmas } from './lemmas.js';
import { namesFor, type Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import {
  lemmaObligations,
  localityObligations,
  ownershipObligations,
  simulationObligations,
  withImplied,
} from './obligation.js';
import { replicateRelation } from './relation-replicate.js';
import { replicatedActions, replicatedText } from './replicate-text.js';
import { nothing, same, simulationText } from './simulation-text.js';
import { groupActions } from './stage.js';
import type { Derived } from './step.js';

export function replicate(form: NormalForm, to: string, imports: string, bench: Bench): Derived {
  const names = namesFor(form.service);
  const automaton = `${to}Replicated`;
  const relation = `${to}Replicates`;
  const actions = [...groupActions(form), ...replicatedActions(form, names)];
  const lemmas = replicateLemmas(form, names, automaton);
  const text = [
    imports,
    replicatedText(form, names, automaton),
    simulationText({
      name: relation,
      doc: `The log is what the token's holders have put into the channels; a copy has what was received of it.`,
      from: automaton,
      to: form.service.name,
      conjuncts: replicateRelation(form, names, { c: automaton, a: form.service.name }),
      witness: actions.map((a) => (isAdded(a, names) ? nothing(a) : same(a))),
    }),
    ...lemmas.map((l) => l.text),
  ].join('\n\n');
  const file = '1-replicated.ioa';
  const made = elaborate(bench, file, text);
  const simulation = simulationNamed(made.program, relation);
  const shared = [names.added.slots, names.added.bases, names.added.holder];
  const concrete = automatonNamed(made.program, automaton);
  const obligations = [
    ...withImplied(simulationObligations(simulation, concrete, form.service), form),
    ...ownershipObligations(form, shared, 'the process holds the token of its view'),
    ...localityObligations(concrete, shared),
    ...lemmaObligations(lemmas.map((l) => l.name)),
  ];
  const is = { transformation: 'replicate', automaton, relation: simulation } as const;
  return { form, names, step: { ...is, file, ...made, shared, obligations } };
}

function isAdded(action: ActionText, { actions }: Names): boolean {
  return action.name === actions.receive || action.name === actions.pass;
}
