/** messagePassing: updates, token and requests become packets of the service below, handled to completion. */
import type { Program, Simulation } from '@maat/spec-lang';
import { automatonNamed, elaborate, layerNamed, simulationNamed, type Bench } from './elaborate.js';
import { layerText } from './layer.js';
import {
  messagePassingActions,
  messagePassingStage,
  messagePassingText,
} from './message-passing-text.js';
import {
  contractObligations,
  lemmaObligations,
  localityObligations,
  simulationObligations,
  type Obligation,
} from './obligation.js';
import { messagesRelation } from './relation-messages.js';
import {
  nothing,
  parameterNames,
  renamed,
  same,
  simulationText,
  type WitnessText,
} from './simulation-text.js';
import type { ActionText } from './automaton-text.js';
import { messageLemmas } from './lemmas.js';
import type { Names } from './names.js';
import { groupActions } from './stage.js';
import type { Derived, DerivedLayer } from './step.js';

export function messagePassing(before: Derived, to: string, bench: Bench): Derived {
  const { form, names } = before;
  const automaton = `${to}Messages`;
  const relation = `${to}Travels`;
  const stage = messagePassingStage(form, names);
  const lemmas = messageLemmas(form, names, automaton);
  const text = [
    `import "${before.step.file}"`,
    messagePassingText(form, names, automaton),
    simulationText({
      name: relation,
      doc: 'The updates among the packets are the channel of before; a token on its way is a packet that its addressee has not received.',
      from: automaton,
      to: before.step.automaton,
      conjuncts: messagesRelation(stage, { c: automaton, a: before.step.automaton }),
      witness: [...groupActions(form), ...messagePassingActions(form, names)].map((a) =>
        witness(a, names, automaton),
      ),
    }),
    ...lemmas.map((l) => l.text),
  ].join('\n\n');
  const file = '3-messages.ioa';
  const made = elaborate(bench, file, text);
  const simulation = simulationNamed(made.program, relation);
  return {
    form,
    names,
    step: {
      transformation: 'messagePassing',
      file,
      ...made,
      automaton,
      relation: simulation,
      shared: [names.added.channel],
      obligations: obligationsOf(before, simulation, made.program, automaton, lemmas),
    },
  };
}

/** Only the addressee of a token acquires it; a process that gets its own request learns nothing. */
function witness(a: ActionText, { actions, added }: Names, side: string): WitnessText {
  const args = parameterNames(a.parameters);
  const [p = '', q = ''] = args;
  const view = `${side}.cur[${p}].val`;
  const packet = `${side}.${added.channel}[${view}, ${q}][${side}.${added.received}[${view}, ${p}, ${q}]]`;
  switch (a.name) {
    case actions.receiveUpdate:
      return renamed(a, 'internal', actions.receive, args);
    case actions.receiveToken:
      return {
        action: a,
        fire: [],
        when: { condition: `${packet}.to = ${p}`, fire: `internal ${actions.acquire}(${p})` },
      };
    case actions.pass:
      return renamed(a, 'internal', actions.release, args);
    case actions.receiveRequest:
    case actions.settle:
    case actions.request:
      return nothing(a);
    default:
      return same(a);
  }
}

/** The layer itself: the third program's clauses as handlers. */
export function layerOf(before: Derived, to: string, imports: string, bench: Bench): DerivedLayer {
  const file = `${to}.ioa`;
  const made = elaborate(bench, file, `${imports}\n\n${layerText(before.form, to)}`);
  return { file, ...made, layer: layerNamed(made.program, to) };
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
  const { pass, request } = names.actions;
  const casting = [...form.updates.map((u) => u.transition.action), pass, request];
  return [
    ...simulationObligations(simulation, concrete, abstract),
    ...contractObligations(casting, `~${names.added.blocked}[p]`),
    ...localityObligations(concrete, [names.added.channel]),
    ...lemmaObligations(lemmas.map((l) => l.name)),
  ];
}
