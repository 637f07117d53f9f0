/** Semantic tokens: what the colours of a name depend on that a grammar of words cannot know. */
import type { SemanticTokens } from 'vscode-languageserver-types';
import type { Snapshot } from './snapshot.js';
import type { DeclarationKind, Occurrence } from './symbols/declaration.js';

const TYPES = [
  'class',
  'interface',
  'type',
  'typeParameter',
  'enumMember',
  'property',
  'function',
  'parameter',
  'variable',
  'event',
  'namespace',
] as const;
const MODIFIERS = ['declaration', 'modification', 'readonly'] as const;

export const SEMANTIC_LEGEND: {
  readonly tokenTypes: readonly string[];
  readonly tokenModifiers: readonly string[];
} = { tokenTypes: TYPES, tokenModifiers: MODIFIERS };

export function semanticTokensOf({ names, lines }: Snapshot): SemanticTokens {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const seen of names.all()) {
    const { start, end } = lines.range(seen.span);
    if (start.line !== end.line) continue;
    const sameLine = start.line === line;
    data.push(
      start.line - line,
      sameLine ? start.character - character : start.character,
      end.character - start.character,
      TYPES.indexOf(TYPE_OF[seen.declaration.kind]),
      modifiersOf(seen),
    );
    [line, character] = [start.line, start.character];
  }
  return { data };
}

const TYPE_OF: Readonly<Record<DeclarationKind, (typeof TYPES)[number]>> = {
  file: 'namespace',
  automaton: 'class',
  composition: 'class',
  invariant: 'interface',
  picture: 'interface',
  simulation: 'interface',
  layer: 'class',
  derivation: 'namespace',
  stack: 'namespace',
  type: 'type',
  typeParameter: 'typeParameter',
  value: 'enumMember',
  case: 'enumMember',
  field: 'property',
  definition: 'function',
  parameter: 'parameter',
  constant: 'variable',
  variable: 'variable',
  state: 'property',
  action: 'event',
  component: 'namespace',
  timer: 'event',
};

function modifiersOf({ role, declaration }: Occurrence): number {
  const declared = role === 'declare' ? 1 : 0;
  const written = role === 'write' ? 2 : 0;
  const fixed = ['constant', 'parameter', 'value'].includes(declaration.kind) ? 4 : 0;
  return declared | written | fixed;
}
