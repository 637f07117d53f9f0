/** The client in VS Code: starts the language server, and shows texts of the library, which are no files. */
import { join } from 'node:path';
import { workspace, type ExtensionContext, type TextDocumentContentProvider } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { LANGUAGE_ID } from './language.js';

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath(join('server', 'server.mjs'));
  client = new LanguageClient(
    'maat',
    'Maat',
    { module, transport: TransportKind.stdio },
    {
      documentSelector: [{ language: LANGUAGE_ID }],
      synchronize: { fileEvents: workspace.createFileSystemWatcher('**/*.ioa') },
      initializationOptions: { signs: workspace.getConfiguration('maat').get('signs') === true },
    },
  );
  context.subscriptions.push(
    workspace.registerTextDocumentContentProvider('maat', libraryOf(client)),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

function libraryOf(from: LanguageClient): TextDocumentContentProvider {
  return {
    provideTextDocumentContent: (uri) =>
      from.sendRequest<string | null>('maat/libraryText', { uri: uri.toString() }),
  };
}
