/** A run that another tool or another hand wrote down, in Apalache's format: as far as it is one of the automaton. */
import {
  readItf,
  replayStates,
  wrongStateText,
  type Instance,
  type Replayed,
  type Run,
} from '@maat/spec-lang';
import type { Refused } from '../spec/instance.js';
import { showStep } from './view.js';

export interface Replay {
  readonly kind: 'replay';
  readonly run: Run;
  /** Why the run ends before the file does. */
  readonly note: string | undefined;
}

export function replayItf(instance: Instance, text: string): Replay | Refused {
  const json = parsed(text);
  if (json === undefined) return refuse('The file is no JSON: nothing of it can be read.');
  const said = readItf(json, instance);
  if (!('message' in said)) return replayed(instance, replayStates(instance, said));
  const place = said.path === '' ? '' : `${said.path}: `;
  return refuse(
    `The file is no run of ${instance.automaton.name} in this scope. ${place}${said.message}`,
  );
}

function replayed(instance: Instance, found: Replayed): Replay | Refused {
  const show = (step: Run['steps'][number]): string => showStep(instance.automaton, step);
  switch (found.kind) {
    case 'run':
      return { kind: 'replay', run: found.run, note: undefined };
    case 'no run': {
      const { wrong } = found;
      const why = `State ${wrong.at} of the file cannot be: ${wrongStateText(wrong, show)}`;
      return wrong.at === 0
        ? refuse(why)
        : { kind: 'replay', run: wrong.before, note: `The run ends here. ${why}` };
    }
    case 'too many':
      return refuse(
        `Up to state ${found.at} the file says so little that too many runs could be meant; name more variables, or the actions in #meta.`,
      );
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function refuse(message: string): Refused {
  return { kind: 'refused', message, diagnostics: [] };
}
