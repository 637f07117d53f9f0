/** faultTolerant: one copy a process, void when the view changes; nothing is cast while the view changes. */
import { automatonNamed, elaborate, simulationNamed, type Bench } from './elaborate.js';
import { faultTolerantActions, faultTolerantText } from './fault-tolerant-text.js';
import {
  contractObligations,
  lemmaObligations,
  localityObligations,
  simulationObligations,
} from './obligation.js';
import { faultTolerantRelation, tokenLemmas } from './relation-fault-tolerant.js';
import { nothing, parameterNames, renamed, same, simulationText } from './simulation-text.js';
import { groupActions } from './stage.js';
import type { Derived } from './step.js';

export function faultTolerant(before: Derived, to: string, bench: Bench): Derived {
  const { form, names } = before;
  const automaton = `${to}FaultTolerant`;
  const relation = `${to}Forgets`;
  const { release, acquire, block, pass } = names.actions;
  const lemmas = tokenLemmas(form, names, automaton);
  const text = [
    `import "${before.step.file}"`,
    faultTolerantText(form, names, automaton),
    simulationText({
      name: relation,
      doc: 'A process keeps the copy of its present view. The token is with its holder or in a box, and the next slot travels with it.',
      from: automaton,
      to: before.step.automaton,
      conjuncts: faultTolerantRelation(form, names, { c: automaton, a: before.step.automaton }),
      witness: [...groupActions(form), ...faultTolerantActions(form, names)].map((a) => {
        if (a.name === release) return renamed(a, 'internal', pass, parameterNames(a.parameters));
        return a.name === acquire || a.name === block ? nothing(a) : same(a);
      }),
    }),
    ...lemmas.map((l) => l.text),
  ].join('\n\n');
  const file = '2-fault-tolerant.ioa';
  const made = elaborate(bench, file, text);
  const concrete = automatonNamed(made.program, automaton);
  const abstract = automatonNamed(made.program, before.step.automaton);
  const simulation = simulationNamed(made.program, relation);
  const casting = [...form.updates.map((u) => u.transition.action), release];
  return {
    form,
    names,
    step: {
      transformation: 'faultTolerant',
      file,
      ...made,
      automaton,
      relation: simulation,
      obligations: [
        ...simulationObligations(simulation, concrete, abstract),
        ...contractObligations(casting, `~${names.added.blocked}[p]`),
        ...localityObligations(concrete, [names.added.box, names.added.channel]),
        ...lemmaObligations(lemmas.map((l) => l.name)),
      ],
    },
  };
}
