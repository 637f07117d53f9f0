/** What an application must know of its service: taken from the signature, and from what comes out. */
import { SetOf, type Args, type LayerModule } from '@maat/layers';
import type { AppEvent } from './engine/events.js';
import type { Stack } from './engine/stack.js';
import { fromJson } from './wire/json.js';

export function hasAction(stack: Stack, name: string): boolean {
  return top(stack).implements.actions.some((a) => a.name === name);
}

/** Whoever is asked to block blocks at once: the input that answers an output. */
export function answerTo(stack: Stack, event: AppEvent): AppEvent | undefined {
  return event.action === 'block' && hasAction(stack, 'blockOk')
    ? { action: 'blockOk', args: [] }
    : undefined;
}

/** Where views are given from above, the application begins with one of all who are there. */
export function firstView(
  stack: Stack,
  self: string,
  members: readonly string[],
): AppEvent | undefined {
  if (!givesViews(stack) || !members.includes(self)) return undefined;
  return { action: 'install', args: ['view0', SetOf.from(members)] };
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

/** Such a service has no views of its own, and asks its user to say what is sensible in a view. */
export function givesViews(stack: Stack): boolean {
  return hasAction(stack, 'install') && !hasAction(stack, 'view');
}

/** Whether views may follow each other at any time; a service that flushes for a view must be told of it before. */
export function takesViews(stack: Stack): boolean {
  return givesViews(stack) && !hasAction(stack, 'sync');
}

/** As a person writes them: names as they stand, numbers as numbers. Throws a RangeError for an unknown action. */
export function typedArguments(stack: Stack, name: string, texts: readonly string[]): Args {
  const action = top(stack).implements.actions.find((a) => a.name === name && a.kind === 'input');
  if (action === undefined) throw new RangeError(`the service takes no ${name}`);
  return action.parameters.slice(1).map(({ sort }, i) => {
    const text = texts[i] ?? '';
    const isNumber = sort.kind === 'nat' || sort.kind === 'int';
    return fromJson(sort, isNumber ? Number(text) : text);
  });
}

function top(stack: Stack): LayerModule {
  const [first] = stack.layers;
  if (first === undefined) throw new TypeError('a stack has layers');
  return first;
}
