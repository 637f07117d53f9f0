/** Completion items, ordered by how well they fit. */
import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
} from 'vscode-languageserver-types';
import type { Declaration } from '../symbols/declaration.js';

/** 0 fits the place best. */
export type Rank = 0 | 1 | 2 | 3;

export interface ItemParts {
  readonly label: string;
  readonly kind: CompletionItemKind;
  readonly rank: Rank;
  readonly detail?: string | undefined;
  readonly doc?: string | undefined;
  /** With `$1` and the like for what is still to be filled in. */
  readonly snippet?: string | undefined;
}

export function item({ label, kind, rank, detail, doc, snippet }: ItemParts): CompletionItem {
  return {
    label,
    kind,
    sortText: `${rank}${label}`,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    ...(doc === undefined || doc === ''
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    ...(snippet === undefined
      ? {}
      : { insertText: snippet, insertTextFormat: InsertTextFormat.Snippet }),
  };
}

export function keyword(label: string, rank: Rank = 3): CompletionItem {
  return item({ label, kind: CompletionItemKind.Keyword, rank });
}

export function itemOf(d: Declaration, rank: Rank, snippet?: string): CompletionItem {
  return item({ label: d.name, kind: KINDS[d.kind], rank, detail: d.detail, doc: d.doc, snippet });
}

/** `deliver(p, m)`, with each parameter to be typed over. */
export function callSnippet(name: string, parameters: readonly string[]): string {
  const holes = parameters.map((p, i) => `\${${i + 1}:${p}}`).join(', ');
  return parameters.length === 0 ? name : `${name}(${holes})`;
}

const KINDS: Readonly<Record<Declaration['kind'], CompletionItemKind>> = {
  file: CompletionItemKind.File,
  automaton: CompletionItemKind.Class,
  composition: CompletionItemKind.Class,
  invariant: CompletionItemKind.Constant,
  picture: CompletionItemKind.Color,
  simulation: CompletionItemKind.Interface,
  layer: CompletionItemKind.Module,
  derivation: CompletionItemKind.Operator,
  stack: CompletionItemKind.Module,
  type: CompletionItemKind.Struct,
  typeParameter: CompletionItemKind.TypeParameter,
  value: CompletionItemKind.EnumMember,
  case: CompletionItemKind.EnumMember,
  field: CompletionItemKind.Field,
  definition: CompletionItemKind.Function,
  parameter: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  variable: CompletionItemKind.Variable,
  state: CompletionItemKind.Field,
  action: CompletionItemKind.Event,
  component: CompletionItemKind.Property,
  timer: CompletionItemKind.Event,
};

export { CompletionItemKind };
