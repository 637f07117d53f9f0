// `maat lsp` driven as an editor drives it, and as a broken editor would.
import { afterEach, describe, expect, it } from 'vitest';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CompletionRequest,
  DefinitionRequest,
  DidCloseTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentSymbolRequest,
  ExitNotification,
  HoverRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  ShutdownRequest,
} from 'vscode-languageserver-protocol/node';
import { Client } from './client.js';

const URI = 'file:///nowhere/counter.ioa';
const TEXT = `automaton Counter(Proc: type)
  signature
    input  add(p: Proc)
    output total(n: Nat)
  states
    seen: Set[Proc] := {},   % who has called
    n: Nat := 0
  transitions
    input add(p)
      eff seen := insert(p, seen);
          n := n + 1
    output total(k)
      pre k = n

invariant Bounded of Counter: size(seen) <= n
`;
const BROKEN = TEXT.replace('n := n + 1', 'n := m + 1');

let client: Client;

async function started(text = TEXT): Promise<Client> {
  client = new Client();
  await client.initialize();
  await client.open(URI, text);
  return client;
}

afterEach(() => {
  client.kill();
});

function at(part: string): {
  readonly textDocument: { readonly uri: string };
  readonly position: { readonly line: number; readonly character: number };
} {
  const before = TEXT.slice(0, TEXT.indexOf(part)).split('\n');
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { textDocument: { uri: URI }, position };
}

const textDocument = { uri: URI };
const options = { tabSize: 2, insertSpaces: true };

describe('maat lsp', () => {
  it('tells what is wrong as the text changes, and ends when told to', async () => {
    const { connection } = await started();
    expect(await client.diagnostics(URI, 1)).toEqual([]);
    await client.change(URI, 2, BROKEN);
    expect((await client.diagnostics(URI, 2)).map((d) => d.code)).toEqual(['E0204']);
    await connection.sendRequest(ShutdownRequest.type);
    await connection.sendNotification(ExitNotification.type);
    expect(await client.ended()).toBe(0);
  });

  it('answers what an editor asks', async () => {
    const { connection } = await started();
    const hover = await connection.sendRequest(HoverRequest.type, at('seen)'));
    expect(JSON.stringify(hover)).toContain('who has called');
    const items = await connection.sendRequest(CompletionRequest.type, at('n + 1'));
    expect(JSON.stringify(items)).toContain('"seen"');
    const definition = await connection.sendRequest(DefinitionRequest.type, at('seen)'));
    expect(definition).toMatchObject({ range: { start: at('seen: Set').position } });
    const symbols = await connection.sendRequest(DocumentSymbolRequest.type, { textDocument });
    expect(symbols?.map((s) => s.name)).toEqual(['Counter', 'Bounded']);
    const tokens = await connection.sendRequest(SemanticTokensRequest.type, { textDocument });
    expect(tokens?.data.length).toBeGreaterThan(50);
    const references = await connection.sendRequest(ReferencesRequest.type, {
      ...at('seen)'),
      context: { includeDeclaration: false },
    });
    expect(references).toHaveLength(3);
    const edit = await connection.sendRequest(RenameRequest.type, {
      ...at('seen)'),
      newName: 'all',
    });
    expect(edit?.changes?.[URI]).toHaveLength(4);
    await expect(
      connection.sendRequest(RenameRequest.type, { ...at('seen)'), newName: 'n' }),
    ).rejects.toThrow(/taken/);
    const format = { textDocument, options };
    expect(await connection.sendRequest(DocumentFormattingRequest.type, format)).toEqual([]);
  });

  it('puts signs while typing only when asked to', async () => {
    for (const signs of [false, true]) {
      client = new Client();
      await client.initialize(undefined, { signs });
      await client.open(URI, 'invariant I of A: \\A \n');
      const edits = await client.connection.sendRequest(DocumentOnTypeFormattingRequest.type, {
        textDocument,
        position: { line: 0, character: 21 },
        ch: ' ',
        options,
      });
      expect(edits?.map((e) => e.newText)).toEqual(signs ? ['∀'] : []);
      client.kill();
    }
  });

  it('sees an open text in what imports it, before it is saved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'maat-lsp-'));
    const uri = (name: string): string => pathToFileURL(join(folder, name)).href;
    writeFileSync(join(folder, 'base.ioa'), 'let one: Nat = 1\n');
    client = new Client();
    await client.initialize(pathToFileURL(folder).href);
    await client.open(uri('use.ioa'), 'import "base.ioa"\nlet two: Nat = one + one\n');
    expect(await client.diagnostics(uri('use.ioa'), 1)).toEqual([]);
    client.published.length = 0;
    await client.open(uri('base.ioa'), 'let uno: Nat = 1\n');
    const found = await client.diagnostics(uri('use.ioa'), 1);
    expect(found.map((d) => d.code)).toContain('E0204');
  });

  it('works only on the last of many keystrokes', async () => {
    await started();
    await client.diagnostics(URI, 1);
    for (let version = 2; version <= 40; version += 1)
      await client.change(URI, version, version === 40 ? TEXT : `${TEXT}% ${version}\nlet`);
    expect(await client.diagnostics(URI, 40)).toEqual([]);
    expect(client.published.length).toBeLessThan(20);
  });
});

describe('maat lsp, spoken to badly', () => {
  it('answers with nothing about texts that it does not know', async () => {
    const { connection } = await started();
    const unknown = { ...at('seen)'), textDocument: { uri: 'file:///nowhere/else.ioa' } };
    expect(await connection.sendRequest(HoverRequest.type, unknown)).toBeNull();
    expect(await connection.sendRequest(CompletionRequest.type, unknown)).toEqual([]);
    const outside = { textDocument, position: { line: 9_999, character: 9_999 } };
    expect(await connection.sendRequest(HoverRequest.type, outside)).toBeNull();
    await connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: 'untitled:never' },
    });
    expect(await connection.sendRequest(HoverRequest.type, at('seen)'))).not.toBeNull();
  });

  it('goes on after a message that is no JSON', async () => {
    const { connection } = await started();
    client.process.stdin.write('Content-Length: 9\r\n\r\n{"not": j');
    client.process.stdin.write('Content-Length: 2\r\n\r\n[]');
    expect(await connection.sendRequest(HoverRequest.type, at('seen)'))).not.toBeNull();
    await expect(connection.sendRequest('textDocument/nonsense', {})).rejects.toThrow();
    await expect(connection.sendRequest('textDocument/hover', { no: 'place' })).rejects.toThrow();
    expect(await connection.sendRequest(HoverRequest.type, at('seen)'))).not.toBeNull();
  });

  it('does not look at a text that is too large, and says so', async () => {
    const { connection } = await started();
    const huge = 'file:///nowhere/huge.ioa';
    await client.open(huge, '% nothing\n'.repeat(250_000));
    const [only] = await client.diagnostics(huge, 1);
    expect(JSON.stringify(only?.message)).toContain('characters');
    expect(await connection.sendRequest(HoverRequest.type, at('seen)'))).not.toBeNull();
  });

  it('ends when the editor goes away', async () => {
    await started();
    client.process.stdin.end();
    expect(await client.ended()).toBe(1);
  });
});
