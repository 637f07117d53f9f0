/** Which parameter of a call, an event or a unit is being written. */
import type { SignatureHelp } from 'vscode-languageserver-types';
import type { Token } from '../syntax/scan.js';
import { BUILT_INS } from './builtins.js';
import { cursorAt, type Cursor } from './complete/context.js';
import type { Snapshot } from './snapshot.js';
import type { Declaration } from './symbols/declaration.js';
import { typesIn, termIn } from './symbols/env.js';

export function signatureAt(snapshot: Snapshot, offset: number): SignatureHelp | undefined {
  const cursor = cursorAt(snapshot, offset);
  const tokens = cursor.before;
  const open = openCall(tokens);
  const name = open === undefined ? undefined : tokens[open.at - 1];
  if (open === undefined || name?.kind !== 'word') return undefined;
  const shown = signatureOf(cursor, tokens.slice(0, open.at - 1), name.text);
  if (shown === undefined) return undefined;
  const { label, doc, parameters } = shown;
  return {
    signatures: [
      {
        label,
        ...(doc === '' ? {} : { documentation: doc }),
        parameters: parameters.map((p) => ({ label: p })),
      },
    ],
    activeSignature: 0,
    activeParameter: Math.min(open.commas, Math.max(0, parameters.length - 1)),
  };
}

/** The innermost open parenthesis, and how many commas stand in it so far. */
function openCall(
  tokens: readonly Token[],
): { readonly at: number; readonly commas: number } | undefined {
  let depth = 0;
  let commas = 0;
  for (let i = tokens.length - 1; i > 0; i -= 1) {
    const text = tokens[i]?.text ?? '';
    if ([')', ']', '}'].includes(text)) depth += 1;
    else if (text === '(' && depth === 0) return { at: i, commas };
    else if (['(', '[', '{'].includes(text)) {
      if (depth === 0) return undefined;
      depth -= 1;
    } else if (text === ',' && depth === 0) commas += 1;
  }
  return undefined;
}

interface Shown {
  readonly label: string;
  readonly doc: string;
  readonly parameters: readonly string[];
}

function signatureOf(cursor: Cursor, before: readonly Token[], name: string): Shown | undefined {
  const known = BUILT_INS.find((b) => b.name === name);
  const declared = declarationOf(cursor, before, name);
  if (declared !== undefined) return shown(declared, isEvent(before));
  return known && { label: known.signature, doc: known.about, parameters: inside(known.signature) };
}

function isEvent(before: readonly Token[]): boolean {
  const side = before.at(-1)?.text;
  return (
    (side === 'above' || side === 'below') && ['emit', 'on'].includes(before.at(-2)?.text ?? '')
  );
}

/** In a layer the process is not written. */
function shown({ detail, doc }: Declaration, atSelf: boolean): Shown {
  const parameters = inside(detail);
  if (!atSelf) return { label: detail, doc, parameters };
  const rest = parameters.slice(1);
  return { label: detail.replace(/\(.*\)/, `(${rest.join(', ')})`), doc, parameters: rest };
}

function inside(signature: string): readonly string[] {
  const text = /\(([^)]*)\)/.exec(signature)?.[1] ?? '';
  return text === '' ? [] : text.split(', ');
}

function declarationOf(
  cursor: Cursor,
  before: readonly Token[],
  name: string,
): Declaration | undefined {
  const { members } = cursor.snapshot.names;
  const own = cursor.unit?.tokens[1]?.text ?? '';
  const word = before.at(-1)?.text ?? '';
  const naming = (after: string): string => {
    const at = cursor.unit?.tokens.findIndex((t) => t.text === after) ?? -1;
    return at === -1 ? '' : (cursor.unit?.tokens[at + 1]?.text ?? '');
  };
  if (word === 'above') return members.action(naming('implements'), name);
  if (word === 'below') return members.action(naming('over'), name);
  if (word === 'with')
    return members
      .types(own)
      .flatMap((t) => t.values)
      .find((v) => v.name === name);
  if (['input', 'output', 'internal'].includes(word)) return members.action(own, name);
  if (word === 'fire')
    return members.action(naming('implements'), name) ?? members.action(naming('to'), name);
  if (['extends', 'over', 'implements', ':'].includes(word)) return members.unitDeclaration(name);
  const types = [...members.types(own), ...typesIn(members.fileEnv)];
  return (
    members.definitions(own).find((d) => d.name === name) ??
    termIn(members.fileEnv, name) ??
    types.flatMap((t) => t.values).find((v) => v.name === name)
  );
}
