/** What an application must know of its service: taken from the signature, and from what comes out. */
import { SetOf, type LayerModule } from '@maat/layers';
import type { AppEvent } from './engine/events.js';
import type { Stack } from './engine/stack.js';

export function hasAction(stack: Stack, name: string): boolean {
  return top(stack).implements.actions.some((a) => a.name === name);
}

/** Whoever is asked to block blocks at once: the input that answers an output. */
export function answerTo(stack: Stack, event: AppEvent): AppEvent | undefined {
  return event.action === 'block' && hasAction(stack, 'blockOk')
    ? { action: 'blockOk', args: [] }
    : undefined;
}

/** The members, if the event is a new view. */
export function viewOf(event: AppEvent): readonly string[] | undefined {
  if (event.action !== 'view') return undefined;
  const members = event.args.find((arg): arg is SetOf<string> => arg instanceof SetOf);
  return members?.inOrder();
}

/** Every cast of a process comes back to it as a delivery. */
export function castsComeBack(stack: Stack): boolean {
  return hasAction(stack, 'cast') && hasAction(stack, 'deliver');
}

function top(stack: Stack): LayerModule {
  const [first] = stack.layers;
  if (first === undefined) throw new TypeError('a stack has layers');
  return first;
}
