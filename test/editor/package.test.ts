// The extension as it is packed: whole, and with a server that answers without the rest of the repository.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { Client } from '../lsp/client.js';
import { entriesOf } from './archive.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly main: string;
  readonly contributes: {
    readonly languages: readonly { readonly configuration: string }[];
    readonly grammars: readonly { readonly path: string; readonly scopeName: string }[];
  };
}

let folder: string;
let entries: ReadonlyMap<string, Buffer>;
let manifest: Manifest;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maat-vsix-'));
  const script = join(ROOT, 'editor/scripts/package.mjs');
  const written = execFileSync(process.execPath, [script, folder], { encoding: 'utf8' }).trim();
  entries = entriesOf(readFileSync(written));
  manifest = JSON.parse(textOf('extension/package.json')) as Manifest;
});

function textOf(name: string): string {
  return entries.get(name)?.toString('utf8') ?? '';
}

describe('the extension for VS Code', () => {
  it('is the same, byte for byte, when packed again', () => {
    const again = mkdtempSync(join(tmpdir(), 'maat-vsix-'));
    const script = join(ROOT, 'editor/scripts/package.mjs');
    const written = execFileSync(process.execPath, [script, again], { encoding: 'utf8' }).trim();
    expect(readFileSync(written).equals(readFileSync(join(folder, 'maat-0.1.0.vsix')))).toBe(true);
  });

  it('has every file that its manifest names', () => {
    const named = [
      manifest.main,
      ...manifest.contributes.languages.map((l) => l.configuration),
      ...manifest.contributes.grammars.map((g) => g.path),
    ];
    for (const path of named)
      expect([...entries.keys()]).toContain(`extension/${path.replace(/^\.\//, '')}`);
  });

  it('says in its package manifest what it says in its own', () => {
    const identity = /<Identity [^>]*Id="(.*?)" Version="(.*?)"/.exec(
      textOf('extension.vsixmanifest'),
    );
    expect(identity?.slice(1)).toEqual([manifest.name, manifest.version]);
    const types = textOf('[Content_Types].xml');
    for (const name of entries.keys())
      if (name !== '[Content_Types].xml')
        expect(types).toContain(`Extension="${name.slice(name.lastIndexOf('.'))}"`);
    const assets = [...textOf('extension.vsixmanifest').matchAll(/Asset .*?Path="(.*?)"/g)];
    for (const [, path] of assets) expect([...entries.keys()]).toContain(path);
  });

  it('has the grammar that the tests of the grammar look at', () => {
    const grammar = readFileSync(join(ROOT, 'spec-lang/grammar/ioa.tmLanguage.json'), 'utf8');
    expect(textOf('extension/grammar/ioa.tmLanguage.json')).toBe(grammar);
    expect(manifest.contributes.grammars[0]?.scopeName).toBe('source.ioa');
  });

  it('brings a client that leaves only the editor outside', () => {
    const client = textOf('extension/client/extension.cjs');
    expect(client).toContain('require("vscode")');
    expect(client).not.toContain('require("vscode-languageclient');
  });

  it('brings a server that runs by itself', async () => {
    const server = join(folder, 'server.mjs');
    writeFileSync(server, textOf('extension/server/server.mjs'));
    const client = new Client([server, '--stdio']);
    try {
      await client.initialize();
      await client.open('untitled:one.ioa', 'import "eto.ioa"\nlet one: Nat = two\n');
      const found = await client.diagnostics('untitled:one.ioa', 1);
      expect(found.map((d) => d.code)).toContain('E0204');
      const library = { uri: 'maat:/library/eto.ioa' };
      const text = await client.connection.sendRequest<string>('maat/libraryText', library);
      expect(text).toContain('automaton ETO');
    } finally {
      client.kill();
    }
  });
});
