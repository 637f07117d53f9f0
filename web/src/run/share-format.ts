/** What a link holds, and reading it back: a link may have been written by anybody. */
import type { Source, Value } from '@maat/spec-lang';
import type { Target } from '../spec/instance.js';
import type { TakenStep } from './session.js';

export interface Share {
  readonly maat: 1;
  readonly documents: readonly Source[];
  readonly target: Target;
  /** Which of the initial states. */
  readonly start: number;
  readonly steps: readonly TakenStep[];
}

/** Undefined when the text is no share. */
export function shareFromJson(text: string): Share | undefined {
  const json = parsed(text);
  if (!isRecord(json) || json['maat'] !== 1 || !isTarget(json['target'])) return undefined;
  const { documents, target, start, steps } = json;
  if (!isListOf(documents, isSource) || !isListOf(steps, isTaken) || !isIndex(start))
    return undefined;
  return { maat: 1, documents, target, start, steps };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function isListOf<T>(json: unknown, fits: (item: unknown) => item is T): json is readonly T[] {
  return Array.isArray(json) && json.every(fits);
}

function isIndex(json: unknown): json is number {
  return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0;
}

function isSource(json: unknown): json is Source {
  return isRecord(json) && typeof json['file'] === 'string' && typeof json['text'] === 'string';
}

function isTarget(json: unknown): json is Target {
  if (!isRecord(json)) return false;
  const { elements = {} } = json;
  return (
    ['file', 'unit', 'scope'].every((key) => typeof json[key] === 'string') &&
    isRecord(elements) &&
    Object.values(elements).every((names) => isListOf(names, isText))
  );
}

function isText(json: unknown): json is string {
  return typeof json === 'string';
}

function isTaken(json: unknown): json is TakenStep {
  if (!isRecord(json) || !isIndex(json['outcome']) || !isRecord(json['step'])) return false;
  const { action, args } = json['step'];
  return typeof action === 'string' && isListOf(args, isValue);
}

/** Only the shape: that the values fit the action is for the semantics to say, which refuses what does not. */
function isValue(json: unknown): json is Value {
  if (typeof json === 'boolean' || typeof json === 'string') return true;
  if (typeof json === 'number') return Number.isSafeInteger(json);
  return isRecord(json) && typeof json['kind'] === 'string';
}
