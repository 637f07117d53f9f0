// The language server: the editor protocol on one side, the language service on the other.
import { createLanguageService, type LanguageService } from '@maat/spec-lang/service';
import { TextDocuments, type Connection, type InitializeParams } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../host.js';
import { VERSION } from '../version.js';
import { answer } from './answers.js';
import { CAPABILITIES } from './capabilities.js';
import type { Desk } from './desk.js';
import { ledgerEvidence } from './evidence.js';
import { Findings } from './findings.js';
import { canonical, loadFile, MOST_CHARACTERS, Shelf } from './texts.js';

/** Wires a connection that is not listening yet. */
export function serve(connection: Connection, host: Host): void {
  const shelf = new Shelf();
  const documents = new TextDocuments(TextDocument);
  const service: LanguageService = createLanguageService({
    load: loadFile,
    others: shelf.sources,
    evidence: ledgerEvidence(host, shelf, (uri) => service.text(uri)),
  });
  const desk: Desk = { connection, service, documents, shelf, preferences: { signs: false } };
  start(desk);
  watch(desk);
  answer(desk);
  documents.listen(connection);
}

function start({ connection, shelf, preferences }: Desk): void {
  connection.onInitialize((params) => {
    const folders = foldersOf(params);
    shelf.watch(folders);
    const asked = params.initializationOptions as { readonly signs?: unknown } | null | undefined;
    preferences.signs = asked?.signs === true;
    return { capabilities: CAPABILITIES, serverInfo: { name: 'maat', version: VERSION } };
  });
}

function foldersOf(params: InitializeParams): readonly string[] {
  const folders = params.workspaceFolders?.map((f) => f.uri);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- editors without folders send only this
  const root = params.rootUri;
  return folders ?? (root === null ? [] : [root]);
}

function watch({ connection, service, documents, shelf }: Desk): void {
  const findings = new Findings(service, {
    send: (uri, version, diagnostics) => {
      void connection.sendDiagnostics({ uri, version, diagnostics: [...diagnostics] });
    },
  });
  const all = (first?: TextDocument): void => {
    const others = documents.all().filter((d) => d !== first);
    const texts = [...(first ? [first] : []), ...others];
    findings.changed(
      texts.map((d) => ({ uri: d.uri, version: d.version, length: d.getText().length })),
    );
  };
  documents.onDidChangeContent(({ document }) => {
    const text = document.getText();
    if (text.length <= MOST_CHARACTERS) service.open(canonical(document.uri), text);
    all(document);
  });
  documents.onDidClose(({ document }) => {
    service.close(canonical(document.uri));
    findings.closed(document.uri);
    all();
  });
  connection.onDidChangeWatchedFiles(() => {
    shelf.changed();
    all();
  });
  connection.onShutdown(() => {
    findings.stop();
  });
}
