/** What a user of a stack may do at a process: its service's inputs, as far as they can be typed. */
import type { ActionSchema } from '@maat/layers';
import type { Stack } from '@maat/runtime';

export interface LiveInput {
  readonly action: string;
  /** What is to be typed for each parameter. */
  readonly fields: readonly string[];
}

/** Answers that the page gives by itself, and what has a button of its own. */
const OWN = new Set(['blockOk', 'leave']);

const TYPED = new Set(['uninterpreted', 'string', 'nat', 'int']);

export function inputsOf({ layers }: Stack): readonly LiveInput[] {
  const actions = layers[0]?.implements.actions ?? [];
  return actions.filter(isTyped).map((a) => ({
    action: a.name,
    fields: a.parameters.slice(1).map((p) => p.name),
  }));
}

function isTyped({ kind, name, parameters }: ActionSchema): boolean {
  const typed = parameters.slice(1).every((p) => TYPED.has(p.sort.kind));
  return kind === 'input' && !OWN.has(name) && typed;
}
