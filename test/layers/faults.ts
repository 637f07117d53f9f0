// Faults that a person could make in a layer's text, as `faults/NAME.txt` lists them: a name, what is there, what is written instead.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read, sourceFile } from './sources.js';

export interface Fault {
  readonly name: string;
  readonly changes: readonly Change[];
  /** Why it breaks nothing that the service promises. */
  readonly harmless?: string;
}

interface Change {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Of several such places which, counted from 1. */
  readonly place: number | 'all' | 'only';
}

/** Layers with a list; derived ones are called after what they are derived from. */
export const FAULTY = [
  ...['mnak', 'stable', 'causal', 'fragment', 'suspect', 'sync', 'member'],
  ...['total', 'register', 'lock', 'kv'],
];

const DERIVED: Readonly<Record<string, string>> = {
  register: 'register/TotalRegister.ioa',
  lock: 'lock/TotalLock.ioa',
  kv: 'kv/TotalKV.ioa',
};

export function faultyFile(layer: string): string {
  return DERIVED[layer] ?? sourceFile(layer);
}

/** Faults stand apart by an empty line; `-` is what is there, `+` what is written instead, `@` which place, `?` why it is harmless. */
export function faultsOf(layer: string): readonly Fault[] {
  const file = fileURLToPath(new URL(`faults/${layer}.txt`, import.meta.url));
  return readFileSync(file, 'utf8')
    .trim()
    .split(/\n\s*\n/)
    .map(faultFrom);
}

function faultFrom(block: string): Fault {
  const [name = '', ...lines] = block.split('\n');
  const changes: { from: string[]; to: string[]; place: Change['place'] }[] = [];
  let place: Change['place'] = 'only';
  const why: string[] = [];
  for (const line of lines) {
    const text = line.slice(1).trim();
    const last = changes.at(-1);
    if (line.startsWith('?')) why.push(text);
    else if (line.startsWith('@')) place = text === 'all' ? text : Number(text);
    else if (line.startsWith('+')) last?.to.push(text);
    else if (!line.startsWith('-')) throw new Error(`faults: ${name}: ${line}`);
    else if (last === undefined || last.to.length > 0)
      changes.push({ from: [text], to: [], place });
    else last.from.push(text);
  }
  return { name, changes, ...(why.length === 0 ? {} : { harmless: why.join(' ') }) };
}

/** The layer's text with the fault in it. */
export function faultyText(layer: string, { name, changes }: Fault): string {
  const { text } = read(faultyFile(layer));
  return withoutLooseSemicolons(changes.reduce((t, c) => changed(t, c, name), text));
}

function changed(text: string, { from, to, place }: Change, name: string): string {
  const pattern = new RegExp(
    from
      .filter((l) => l !== '')
      .map(loose)
      .join('\\s+'),
    'g',
  );
  const places = [...text.matchAll(pattern)].length;
  if (places === 0 || (place === 'only' && places > 1))
    throw new Error(`${name}: ${places} places of '${from.join(' ')}'`);
  let at = 0;
  return text.replace(pattern, (was) => {
    at += 1;
    return typeof place === 'string' || at === place ? to.join('\n') : was;
  });
}

/** However it is laid out. */
function loose(line: string): string {
  return line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, '\\s+');
}

/** After the last statement of a block, where the next one was taken away. */
function withoutLooseSemicolons(text: string): string {
  const inside = /;(?=\s*\n\s*(?:od|fi|elseif|else)\b)/g;
  const atEnd = /;(?=(?:\s|%[^\n]*\n)*\n\s*(?:on (?:above|below|timer|start)|pass )\b)/g;
  return text.replace(inside, '').replace(inside, '').replace(atEnd, '');
}
