// A client of `maat lsp` as an editor is one: a process of its own, spoken to over standard input and output.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DidChangeTextDocumentNotification,
  InitializeRequest,
  InitializedNotification,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';

const MAAT = fileURLToPath(new URL('../../cli/bin/maat.mjs', import.meta.url));

export class Client {
  readonly process: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly published: PublishDiagnosticsParams[] = [];
  #waiters: (() => void)[] = [];

  /** `command`: what Node is to run. */
  constructor(command: readonly string[] = [MAAT, 'lsp', '--stdio']) {
    this.process = spawn(process.execPath, command);
    const reader = new StreamMessageReader(this.process.stdout);
    const writer = new StreamMessageWriter(this.process.stdin);
    this.connection = createProtocolConnection(reader, writer);
    this.connection.onNotification(PublishDiagnosticsNotification.type, (p) => {
      this.published.push(p);
      for (const wake of this.#waiters.splice(0)) wake();
    });
    this.connection.listen();
  }

  async initialize(folder?: string, options: unknown = {}): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol demands it still
      rootUri: null,

      capabilities: {},
      workspaceFolders: folder === undefined ? [] : [{ uri: folder, name: 'here' }],
      initializationOptions: options,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string): Promise<void> {
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'ioa', version: 1, text },
    });
  }

  async change(uri: string, version: number, text: string): Promise<void> {
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** What was published about this version of the text, as soon as it is. */
  async diagnostics(uri: string, version: number): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.published.find((p) => p.uri === uri && p.version === version);
      if (found !== undefined) return found.diagnostics;
      await new Promise<void>((wake) => this.#waiters.push(wake));
    }
  }

  /** The code with which the process ended. */
  ended(): Promise<number | null> {
    return new Promise((resolve) => {
      if (this.process.exitCode !== null) resolve(this.process.exitCode);
      else this.process.once('exit', resolve);
    });
  }

  kill(): void {
    this.connection.dispose();
    this.process.kill('SIGKILL');
  }
}
