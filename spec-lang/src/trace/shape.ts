/** Does a JSON object have the shape of a header, an event or a closing line? If not, a sentence says why. */
import { TRACE_VERSION } from './format.js';
import type { Json, TraceEnd, TraceHeader, TraceLine, Witness } from './format.js';

export type JsonObject = { readonly [key: string]: Json };

export function asObject(json: unknown): JsonObject | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return json as JsonObject;
}

export function asHeader(object: JsonObject): TraceHeader | string {
  if (!('maat' in object)) return 'the first line is no header: it has no field "maat"';
  if (object['maat'] !== TRACE_VERSION) {
    return `version ${JSON.stringify(object['maat'])} of the trace format is unknown; this reads ${TRACE_VERSION}`;
  }
  for (const field of ['process', 'run', 'service', 'stack']) {
    if (!isName(object[field])) return `the header's "${field}" must be a string that is not empty`;
  }
  const members = object['members'];
  if (members !== undefined && !(Array.isArray(members) && members.every(isName))) {
    return 'the header\'s "members" must be a list of names';
  }
  const seed = object['seed'];
  if (seed !== undefined && typeof seed !== 'string' && typeof seed !== 'number') {
    return 'the header\'s "seed" must be a number or a string';
  }
  if (object['notes'] !== undefined && asObject(object['notes']) === undefined) {
    return 'the header\'s "notes" must be an object';
  }
  return object as unknown as TraceHeader;
}

export function asLine(object: JsonObject): TraceLine | string {
  if (!isCount(object['n'])) return '"n" must be a number that counts from 1';
  const t = object['t'];
  if (typeof t !== 'number' || !Number.isFinite(t)) return '"t" must be a number of milliseconds';
  if (!isName(object['action'])) return '"action" must be the name of an action';
  if (asObject(object['args']) === undefined) return '"args" must be an object';
  if ('witness' in object) {
    const fault = witnessFault(asObject(object['witness']));
    if (fault !== undefined) return fault;
  }
  const { filled } = object;
  if (filled !== undefined && filled !== true && !(Array.isArray(filled) && filled.every(isName))) {
    return '"filled" must be true or a list of names of arguments';
  }
  return unknownField(object, LINE_FIELDS, 'an event') ?? (object as unknown as TraceLine);
}

export function asEnd(object: JsonObject): TraceEnd | string {
  if (object['end'] !== 'closed' && object['end'] !== 'killed') {
    return '"end" must be "closed" or "killed"';
  }
  const lines = object['lines'];
  if (lines !== 0 && !isCount(lines)) return '"lines" must be the number of lines';
  return unknownField(object, END_FIELDS, 'the closing line') ?? (object as unknown as TraceEnd);
}

const LINE_FIELDS: readonly (keyof TraceLine)[] = ['n', 't', 'action', 'args', 'witness', 'filled'];
const END_FIELDS: readonly (keyof TraceEnd)[] = ['end', 'lines'];
const WITNESS_FIELDS: readonly (keyof Witness)[] = ['clock', 'internal'];

function witnessFault(witness: JsonObject | undefined): string | undefined {
  if (witness === undefined) return '"witness" must be an object';
  const clock = witness['clock'];
  if (clock !== 0 && !isCount(clock)) return 'the witness\'s "clock" must be a natural number';
  if ('internal' in witness && witness['internal'] !== true) {
    return 'the witness\'s "internal" must be true or absent';
  }
  return unknownField(witness, WITNESS_FIELDS, 'a witness');
}

function unknownField(
  object: JsonObject,
  known: readonly string[],
  where: string,
): string | undefined {
  const field = Object.keys(object).find((key) => !known.includes(key));
  return field === undefined ? undefined : `${where} has no field "${field}"`;
}

function isName(json: Json | undefined): json is string {
  return typeof json === 'string' && json !== '';
}

function isCount(json: Json | undefined): json is number {
  return typeof json === 'number' && Number.isSafeInteger(json) && json > 0;
}
