// What the page may ask of its group of processes, read from JSON; whatever else it says is nothing.
import { stacks } from '@maat/layers';
import { MOST_MEMBERS, type LiveDeed, type LiveOptions } from '@maat/runtime/hosts';

export type Asked =
  | { readonly kind: 'start'; readonly options: LiveOptions }
  | { readonly kind: 'deed'; readonly deed: LiveDeed };

type Fields = Readonly<Record<string, unknown>>;

/** Only stacks of the registry: nothing that a page sends is run as code. */
export function optionsFrom(json: unknown): Asked | undefined {
  if (!isObject(json) || json['kind'] !== 'start') return undefined;
  const { stack, members, seed, loss } = json;
  if (typeof stack !== 'string' || !stacks.has(stack)) return undefined;
  if (!isWhole(members, 1, MOST_MEMBERS) || !isWhole(seed, 0, 1e9) || !isWhole(loss, 0, 100))
    return undefined;
  return { kind: 'start', options: { stack: { name: stack }, members, seed, loss } };
}

export function deedFrom(json: unknown): Asked | undefined {
  const deed = isObject(json) ? readDeed(json) : undefined;
  return deed && { kind: 'deed', deed };
}

function readDeed(json: Fields): LiveDeed | undefined {
  const { kind, process, action, texts, percent, islands } = json;
  switch (kind) {
    case 'input':
      return isText(process) && isText(action) && isList(texts, isText)
        ? { kind, process, action, texts }
        : undefined;
    case 'chance':
    case 'crash':
    case 'leave':
      return isText(process) ? { kind, process } : undefined;
    case 'join':
      return { kind };
    case 'loss':
      return isWhole(percent, 0, 100) ? { kind, percent } : undefined;
    case 'partition':
      return isList(islands, isNames) ? { kind, islands } : undefined;
    default:
      return undefined;
  }
}

function isObject(json: unknown): json is Fields {
  return typeof json === 'object' && json !== null;
}

function isText(json: unknown): json is string {
  return typeof json === 'string';
}

function isNames(json: unknown): json is readonly string[] {
  return isList(json, isText);
}

function isList<T>(json: unknown, isItem: (item: unknown) => item is T): json is readonly T[] {
  return Array.isArray(json) && json.every(isItem);
}

function isWhole(json: unknown, least: number, most: number): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= least && json <= most;
}
