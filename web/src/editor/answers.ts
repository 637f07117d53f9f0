/** Answers of the language service in the editor's words. */
import { languages } from 'monaco-editor/editor';
import {
  MarkupContent,
  SymbolKind,
  type DocumentSymbol,
  type FoldingRange,
  type Hover,
  type Location,
  type SignatureHelp,
} from 'vscode-languageserver-types';
import { rangeTo, uriOf } from './positions.js';

export function hoverTo(hover: Hover | undefined): languages.Hover | null {
  if (hover === undefined || !MarkupContent.is(hover.contents)) return null;
  const contents = [{ value: hover.contents.value }];
  return hover.range === undefined ? { contents } : { contents, range: rangeTo(hover.range) };
}

export function locationTo({ uri, range }: Location): languages.Location {
  return { uri: uriOf(uri), range: rangeTo(range) };
}

export function signatureTo(help: SignatureHelp | undefined): languages.SignatureHelpResult | null {
  if (help === undefined) return null;
  const { signatures, activeSignature, activeParameter } = help;
  const value = {
    activeSignature: activeSignature ?? 0,
    activeParameter: activeParameter ?? 0,
    signatures: signatures.map(({ label, documentation, parameters }) => ({
      label,
      parameters: (parameters ?? []).map((p) => ({ label: p.label })),
      ...(typeof documentation === 'string' ? { documentation } : {}),
    })),
  };
  return { value, dispose: () => undefined };
}

export function foldingTo({ startLine, endLine, kind }: FoldingRange): languages.FoldingRange {
  const range = { start: startLine + 1, end: endLine + 1 };
  return kind === 'comment' ? { ...range, kind: languages.FoldingRangeKind.Comment } : range;
}

export function symbolTo(symbol: DocumentSymbol): languages.DocumentSymbol {
  const { name, detail, kind, range, selectionRange, children } = symbol;
  return {
    name,
    detail: detail ?? '',
    kind: KINDS[kind] ?? languages.SymbolKind.Variable,
    tags: [],
    range: rangeTo(range),
    selectionRange: rangeTo(selectionRange),
    children: (children ?? []).map(symbolTo),
  };
}

const KINDS: Readonly<Partial<Record<SymbolKind, languages.SymbolKind>>> = {
  [SymbolKind.Class]: languages.SymbolKind.Class,
  [SymbolKind.Interface]: languages.SymbolKind.Interface,
  [SymbolKind.Struct]: languages.SymbolKind.Struct,
  [SymbolKind.Function]: languages.SymbolKind.Function,
  [SymbolKind.Event]: languages.SymbolKind.Event,
  [SymbolKind.Field]: languages.SymbolKind.Field,
  [SymbolKind.Module]: languages.SymbolKind.Module,
  [SymbolKind.Method]: languages.SymbolKind.Method,
};
