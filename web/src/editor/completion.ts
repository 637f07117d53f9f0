/** Completions of the language service as the editor's. */
import { languages, type IRange } from 'monaco-editor/editor';
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver-types';
import { rangeTo } from './positions.js';

const { CompletionItemKind: Kind, CompletionItemInsertTextRule: Rule } = languages;

const KINDS: Readonly<Partial<Record<CompletionItemKind, languages.CompletionItemKind>>> = {
  [CompletionItemKind.Function]: Kind.Function,
  [CompletionItemKind.Field]: Kind.Field,
  [CompletionItemKind.Variable]: Kind.Variable,
  [CompletionItemKind.Class]: Kind.Class,
  [CompletionItemKind.Interface]: Kind.Interface,
  [CompletionItemKind.Module]: Kind.Module,
  [CompletionItemKind.Property]: Kind.Property,
  [CompletionItemKind.Value]: Kind.Value,
  [CompletionItemKind.Enum]: Kind.Enum,
  [CompletionItemKind.Keyword]: Kind.Keyword,
  [CompletionItemKind.Snippet]: Kind.Snippet,
  [CompletionItemKind.File]: Kind.File,
  [CompletionItemKind.EnumMember]: Kind.EnumMember,
  [CompletionItemKind.Constant]: Kind.Constant,
  [CompletionItemKind.Struct]: Kind.Struct,
  [CompletionItemKind.Event]: Kind.Event,
  [CompletionItemKind.Operator]: Kind.Operator,
  [CompletionItemKind.TypeParameter]: Kind.TypeParameter,
};

const SNIPPET = 2;

/** `word` is what is replaced where the service does not say. */
export function completionTo(item: CompletionItem, word: IRange): languages.CompletionItem {
  const edit = item.textEdit;
  const range = edit !== undefined && 'range' in edit ? rangeTo(edit.range) : word;
  return {
    label: item.label,
    kind: KINDS[item.kind ?? CompletionItemKind.Text] ?? Kind.Text,
    insertText: edit?.newText ?? item.insertText ?? item.label,
    range,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined ? {} : { documentation: textOf(item.documentation) }),
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.sortText === undefined ? {} : { sortText: item.sortText }),
    ...(item.insertTextFormat === SNIPPET ? { insertTextRules: Rule.InsertAsSnippet } : {}),
  };
}

function textOf(documentation: NonNullable<CompletionItem['documentation']>): {
  readonly value: string;
} {
  return typeof documentation === 'string' ? { value: documentation } : documentation;
}
