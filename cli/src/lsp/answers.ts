// Each question of the protocol, handed to the service. Questions that the editor has withdrawn are not worked on.
import { librarySource } from '@maat/spec-lang';
import type { Formatted } from '@maat/spec-lang/service';
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type TextDocumentPositionParams,
  type TextEdit,
} from 'vscode-languageserver/node';
import { shownEdit, shownLocation } from './places.js';
import { failed, type Desk } from './desk.js';
import { canonical } from './texts.js';

/** A handler that gives up when cancelled, and whose faults stay its own. */
function guarded<P, T>(
  work: (params: P) => T,
): (params: P, token: CancellationToken) => T | ResponseError {
  return (params, token) => {
    if (token.isCancellationRequested)
      return new ResponseError(LSPErrorCodes.RequestCancelled, 'withdrawn');
    try {
      return work(params);
    } catch (cause) {
      return failed(cause);
    }
  };
}

export function answer(desk: Desk): void {
  answerReading(desk);
  answerPlaces(desk);
  answerEdits(desk);
}

type At = TextDocumentPositionParams;

function uriOf({ textDocument }: { readonly textDocument: { readonly uri: string } }): string {
  return canonical(textDocument.uri);
}

function answerReading({ connection, service }: Desk): void {
  connection.onHover(guarded((p: At) => service.hover(uriOf(p), p.position) ?? null));
  connection.onCompletion(guarded((p: At) => [...service.completion(uriOf(p), p.position)]));
  connection.onSignatureHelp(
    guarded((p: At) => service.signatureHelp(uriOf(p), p.position) ?? null),
  );
  connection.onDocumentSymbol(guarded((p) => [...service.symbols(uriOf(p))]));
  connection.onFoldingRanges(guarded((p) => [...service.folding(uriOf(p))]));
  connection.onDocumentHighlight(guarded((p: At) => [...service.highlights(uriOf(p), p.position)]));
  connection.languages.semanticTokens.on(guarded((p) => service.semanticTokens(uriOf(p))));
  connection.onRequest('maat/libraryText', ({ uri }: { readonly uri: string }) => {
    const name = uri.replace(/^maat:\/+library\//, '');
    return librarySource(name)?.text ?? null;
  });
}

function answerPlaces({ connection, service }: Desk): void {
  connection.onDefinition(
    guarded((p: At) => {
      const found = service.definition(uriOf(p), p.position);
      return found === undefined ? null : shownLocation(found);
    }),
  );
  connection.onReferences(
    guarded((p) =>
      service
        .references(uriOf(p), p.position, p.context.includeDeclaration)
        .map((l) => shownLocation(l)),
    ),
  );
}

function answerEdits(desk: Desk): void {
  const { connection, service, preferences } = desk;
  connection.onCodeAction(guarded((p) => [...service.codeActions(uriOf(p), p.range)]));
  connection.onPrepareRename(guarded((p: At) => service.renameRange(uriOf(p), p.position) ?? null));
  connection.onRenameRequest(
    guarded((p) => {
      const renaming = service.rename(uriOf(p), p.position, p.newName);
      if (renaming === undefined) return null;
      if ('edit' in renaming) return shownEdit(renaming.edit);
      return new ResponseError(LSPErrorCodes.RequestFailed, renaming.refused.message);
    }),
  );
  connection.onDocumentFormatting(guarded((p) => formatted(service.format(uriOf(p)), desk)));
  connection.onDocumentOnTypeFormatting(
    guarded((p): TextEdit[] =>
      preferences.signs ? [...service.formatOnType(uriOf(p), p.position, p.ch)] : [],
    ),
  );
}

/** What was left as it is must not go unsaid. */
function formatted({ edits, kept }: Formatted, { connection }: Desk): TextEdit[] {
  const [first] = kept;
  if (first !== undefined) connection.window.showWarningMessage(`Not formatted: ${first.reason}`);
  return [...edits];
}
