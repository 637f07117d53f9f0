/**
 * The language service: what an editor asks about texts in the language, answered in the values of
 * the editor protocol. It is pure: texts come in by `open` and by the host, and nothing goes out.
 * Each answer is computed at once; who asks decides what is stale.
 */
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  Position,
  Range,
  SemanticTokens,
  SignatureHelp,
  TextEdit,
} from 'vscode-languageserver-types';
import { completionAt } from './complete/index.js';
import { codeActionsOf, diagnosticsOf } from './diagnostics.js';
import { formatText, type Formatted } from './format/index.js';
import { hoverAt, type Evidence } from './hover.js';
import { definitionAt, highlightsAt, referencesAt } from './navigate.js';
import { foldingOf } from './folding.js';
import { symbolsOf } from './outline.js';
import { fileOf } from './places.js';
import { renameAt, renameRangeAt, type Renaming } from './rename.js';
import { signatureAt } from './signature.js';
import type { Snapshot } from './snapshot.js';
import { semanticTokensOf } from './tokens.js';
import { replacedBefore, respelt } from './unicode.js';
import { Workspace, type Host } from './workspace.js';

/** Texts are named by their URI. Questions about a text that is not known are answered by nothing. */
export interface LanguageService {
  /** Opens a text, or replaces it by what it is now. */
  open(uri: string, text: string): void;
  close(uri: string): void;
  text(uri: string): string | undefined;
  diagnostics(uri: string): readonly Diagnostic[];
  codeActions(uri: string, range: Range): readonly CodeAction[];
  hover(uri: string, position: Position): Hover | undefined;
  completion(uri: string, position: Position): readonly CompletionItem[];
  signatureHelp(uri: string, position: Position): SignatureHelp | undefined;
  definition(uri: string, position: Position): Location | undefined;
  references(uri: string, position: Position, withDeclaration?: boolean): readonly Location[];
  highlights(uri: string, position: Position): readonly DocumentHighlight[];
  renameRange(
    uri: string,
    position: Position,
  ): { readonly range: Range; readonly placeholder: string } | undefined;
  rename(uri: string, position: Position, to: string): Renaming | undefined;
  format(uri: string): Formatted;
  /** After this character was typed at the position: the sign for the operator before it. */
  formatOnType(uri: string, position: Position, typed: string): readonly TextEdit[];
  /** All operators in one of the two spellings. */
  respell(uri: string, as: 'ascii' | 'unicode'): readonly TextEdit[];
  symbols(uri: string): readonly DocumentSymbol[];
  folding(uri: string): readonly FoldingRange[];
  semanticTokens(uri: string): SemanticTokens;
}

export interface ServiceOptions extends Host {
  /** What is known of a claim or an action, for hover. */
  readonly evidence?: Evidence;
}

export function createLanguageService(options: ServiceOptions = {}): LanguageService {
  const workspace = new Workspace(options);
  const ask = asking(workspace);
  return {
    open: (uri, text) => {
      workspace.open(fileOf(uri), text);
    },
    close: (uri) => {
      workspace.close(fileOf(uri));
    },
    text: (uri) => workspace.source(fileOf(uri))?.text,
    diagnostics: (uri) => ask.of(uri, [], (s) => diagnosticsOf(s, workspace)),
    codeActions: (uri, range) => ask.of(uri, [], (s) => codeActionsOf(s, range, workspace)),
    hover: (uri, p) =>
      ask.at(uri, p, undefined, (s, offset) => hoverAt(s, offset, options.evidence)),
    completion: (uri, p) =>
      ask.at(uri, p, [], (s, offset) => completionAt(s, offset, workspace.load)),
    signatureHelp: (uri, p) => ask.at(uri, p, undefined, signatureAt),
    definition: (uri, p) =>
      ask.at(uri, p, undefined, (s, offset) => definitionAt(s, offset, workspace)),
    references: (uri, p, withDeclaration = true) =>
      ask.at(uri, p, [], (s, offset) => referencesAt(s, offset, workspace, withDeclaration)),
    highlights: (uri, p) => ask.at(uri, p, [], highlightsAt),
    renameRange: (uri, p) => ask.at(uri, p, undefined, renameRangeAt),
    rename: (uri, p, to) =>
      ask.at(uri, p, undefined, (s, offset) => renameAt(s, offset, to, workspace)),
    format: (uri) => ask.of(uri, { edits: [], kept: [] }, formatText),
    formatOnType: (uri, p, typed) =>
      ask.at(uri, p, [], (s, offset) => signBefore(s, offset, typed)),
    respell: (uri, as) => ask.of(uri, [], (s) => respelling(s, as)),
    symbols: (uri) => ask.of(uri, [], symbolsOf),
    folding: (uri) => ask.of(uri, [], foldingOf),
    semanticTokens: (uri) => ask.of(uri, { data: [] }, semanticTokensOf),
  };
}

/** Questions about a place of a text, or about the whole; `none` when the text is not known. */
interface Asking {
  at<T>(uri: string, position: Position, none: T, ask: (s: Snapshot, offset: number) => T): T;
  of<T>(uri: string, none: T, ask: (s: Snapshot) => T): T;
}

function asking(workspace: Workspace): Asking {
  const of: Asking['of'] = (uri, none, ask) => {
    const snapshot = workspace.snapshot(fileOf(uri));
    return snapshot === undefined ? none : ask(snapshot);
  };
  return { of, at: (uri, p, none, ask) => of(uri, none, (s) => ask(s, s.lines.offsetAt(p))) };
}

function signBefore(snapshot: Snapshot, offset: number, typed: string): readonly TextEdit[] {
  const found = replacedBefore(snapshot.source.text, offset, typed);
  return found === undefined ? [] : [{ range: snapshot.lines.range(found), newText: found.text }];
}

function respelling(snapshot: Snapshot, as: 'ascii' | 'unicode'): readonly TextEdit[] {
  return respelt(snapshot.source.text, as).map((r) => ({
    range: snapshot.lines.range(r),
    newText: r.text,
  }));
}
