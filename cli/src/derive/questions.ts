// What a derivation claims: where the service was given a log, that this changes nothing of it; then its steps, and its layer.
import { parentOf } from '@maat/spec-lang';
import { peopled, questionsOf, type Derivative } from '@maat/synthesis';
import { inheritance, type StepQuestion } from '@maat/verifier';

export interface Questions {
  /** That the service with a log, which extends the one without, refines it. */
  readonly begun: readonly StepQuestion[];
  /** The steps, then the layer. */
  readonly steps: readonly StepQuestion[];
}

export function questionsAbout(made: Derivative): Questions {
  const steps = questionsOf(made);
  const [first] = steps;
  const { logged } = made;
  if (logged === undefined || first === undefined) return { begun: [], steps };
  const { program, automaton } = logged;
  const child = program.units.find((u) => u.kind === 'automaton' && u.name === automaton);
  const parent = child?.kind === 'automaton' ? parentOf(program, child) : undefined;
  if (child?.kind !== 'automaton' || parent === undefined)
    throw new TypeError(`${automaton} extends nothing`);
  const { scope, repetitions, weights } = first;
  const begun: StepQuestion = {
    name: child.name,
    concrete: child,
    abstract: parent,
    simulation: inheritance(child, parent),
    definitions: program.definitions,
    obligations: [],
    crowd: peopled(child, 2),
    scope,
    repetitions,
    weights,
    length: 1,
  };
  return { begun: [begun], steps };
}
