/** Each handler gets a method, named after its event. */
import type { Handler, Trigger } from '@maat/spec-lang';
import { capital } from './names.js';

/** A handler and the name of its method. */
export interface Named {
  readonly handler: Handler;
  readonly method: string;
}

/** `onBelowReceive`, numbered where an event has several handlers. */
export function nameAll(handlers: readonly Handler[]): readonly Named[] {
  const bases = handlers.map((h) => baseName(h.trigger));
  return handlers.map((handler, i) => {
    const base = bases[i] ?? '';
    const several = bases.filter((b) => b === base).length > 1;
    const number = bases.slice(0, i + 1).filter((b) => b === base).length;
    return { handler, method: several ? `${base}${number}` : base };
  });
}

function baseName(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'above':
      return `onAbove${capital(trigger.action)}`;
    case 'below':
      return `onBelow${capital(trigger.action)}${trigger.header === undefined ? '' : capital(trigger.header.tag)}`;
    case 'timer':
      return `onTimer${capital(trigger.name)}`;
    case 'start':
      return 'onStart';
  }
}
