// What the server tells editors that it can do.
import { SEMANTIC_LEGEND } from '@maat/spec-lang/service';
import {
  CodeActionKind,
  TextDocumentSyncKind,
  type ServerCapabilities,
} from 'vscode-languageserver/node';

export const CAPABILITIES: ServerCapabilities = {
  textDocumentSync: TextDocumentSyncKind.Incremental,
  hoverProvider: true,
  completionProvider: { triggerCharacters: ['.', '\\', '"', ' '] },
  signatureHelpProvider: { triggerCharacters: ['(', ','] },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  documentFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: ' ' },
  renameProvider: { prepareProvider: true },
  semanticTokensProvider: {
    legend: {
      tokenTypes: [...SEMANTIC_LEGEND.tokenTypes],
      tokenModifiers: [...SEMANTIC_LEGEND.tokenModifiers],
    },
    full: true,
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
