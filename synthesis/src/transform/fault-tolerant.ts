/** faultTolerant: one copy a process, void when the view changes; nothing is cast while the view changes. */
import type { Program, Simulation } from '@maat/spec-lang';
import { automatonNamed, elaborate, simulationNamed, type Bench } from './elaborate.js';
import { faultTolerantActions, faultTolerantText } from './fault-tolerant-text.js';
import {
  contractObligations,
  lemmaObligations,
  localityObligations,
  simulationObligations,
  type Obligation,
} from './obligation.js';
import { faultTolerantRelation } from './relation-fault-tolerant.js';
import {
  nothing,
  parameterNames,
  renamed,
  same,
  simulationText,
  type WitnessText,
} from './simulation-text.js';
import type { ActionText } from './automaton-text.js';
import { faultTolerantLemmas } from './lemmas.js';
import type { Names } from './names.js';
import { groupActions } from './stage.js';
import type { Derived } from './step.js';

export function faultTolerant(before: Derived, to: string, bench: Bench): Derived {
  const { form, names } = before;
  const automaton = `${to}FaultTolerant`;
  const relation = `${to}Forgets`;
  const lemmas = faultTolerantLemmas(form, names, automaton);
  const text = [
    `import "${before.step.file}"`,
    faultTolerantText(form, names, automaton),
    simulationText({
      name: relation,
      doc: 'A process keeps the copy of its present view. The token is with its holder or in a box, and the next slot travels with it.',
      from: automaton,
      to: before.step.automaton,
      conjuncts: faultTolerantRelation(form, names, { c: automaton, a: before.step.automaton }),
      witness: [...groupActions(form), ...faultTolerantActions(form, names)].map((a) =>
        witness(a, names),
      ),
    }),
    ...lemmas.map((l) => l.text),
  ].join('\n\n');
  const file = '2-fault-tolerant.ioa';
  const made = elaborate(bench, file, text);
  const simulation = simulationNamed(made.program, relation);
  return {
    form,
    names,
    step: {
      transformation: 'faultTolerant',
      file,
      ...made,
      automaton,
      relation: simulation,
      shared: sharedOf(names),
      obligations: obligationsOf(before, simulation, made.program, automaton, lemmas),
    },
  };
}

/** Giving the token away is passing it; taking it out of the box changes nothing before. */
function witness(a: ActionText, { actions }: Names): WitnessText {
  const { release, acquire, block, pass } = actions;
  if (a.name === release) return renamed(a, 'internal', pass, parameterNames(a.parameters));
  return a.name === acquire || a.name === block ? nothing(a) : same(a);
}

function sharedOf({ added }: Names): readonly string[] {
  return [added.box, added.channel];
}

function obligationsOf(
  { form, names, step }: Derived,
  simulation: Simulation,
  program: Program,
  automaton: string,
  lemmas: readonly { readonly name: string }[],
): readonly Obligation[] {
  const concrete = automatonNamed(program, automaton);
  const abstract = automatonNamed(program, step.automaton);
  const casting = [...form.updates.map((u) => u.transition.action), names.actions.release];
  return [
    ...simulationObligations(simulation, concrete, abstract),
    ...contractObligations(casting, `~${names.added.blocked}[p]`),
    ...localityObligations(concrete, sharedOf(names)),
    ...lemmaObligations(lemmas.map((l) => l.name)),
  ];
}
