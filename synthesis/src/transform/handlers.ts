/** The derived layer over SVS is the message program: the layer that tells of each step, and its relation to the program. */
import { steppedLayer } from '@maat/spec-lang';
import { elaborate, layerNamed, simulationNamed, type Bench } from './elaborate.js';
import { tellingText, workshop } from './layer.js';
import { pointsOf } from './pause-points.js';
import { handlersRelation } from './relation-handlers.js';
import { simulationText } from './simulation-text.js';
import type { Derived, DerivedHandlers } from './step.js';

const FILE = '4-handlers.ioa';

/** `layer` is the one that runs; it differs in that it tells nothing. */
export function handlersOf(before: Derived, to: string, bench: Bench): DerivedHandlers {
  const { form, step } = before;
  const name = `${to}Handlers`;
  const text = [
    `import "${step.file}"\nimport "svs.ioa"`,
    tellingText(form, name, step.automaton),
  ].join('\n\n');
  const bare = elaborate(bench, FILE, text);
  const layer = layerNamed(bare.program, name);
  const stepped = steppedLayer(bare.program, layer);
  const relation = simulationText({
    name: `${to}Works`,
    doc: 'What the layer keeps is what the program keeps; what it has cast is in the channel, whether SVS has sent it or not.',
    from: name,
    to: step.automaton,
    conjuncts: handlersRelation(workshop(form, true), {
      layer,
      points: pointsOf(stepped, layer, before.names),
      sides: { c: name, a: step.automaton },
    }),
    witness: [
      {
        action: { kind: 'internal', name: 'below.newView', parameters: 'v: View, S: Set' },
        fire: ['internal newView(v, S)'],
      },
    ],
  });
  const made = elaborate(bench, FILE, `${text}\n\n${relation}`);
  return {
    file: FILE,
    ...made,
    layer: layerNamed(made.program, name),
    relation: simulationNamed(made.program, `${to}Works`),
    messages: step,
  };
}
