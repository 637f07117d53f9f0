// Whatever a user gives the command that it cannot use: a message with place and cause, exit code 2, no hang.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERSION } from '@maat/cli';
import { call, inFolder, objectOf, REPOSITORY } from './call.js';

const files: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
  ['empty.ioa', '', /empty\.ioa: is empty/],
  ['blank.ioa', ' \n\n', /blank\.ioa: is empty/],
  ['binary.ioa', new Uint8Array([0x61, 0, 0xff]), /binary\.ioa: is not text: byte 1 is zero/],
  ['latin.ioa', new Uint8Array([0x61, 0xe9, 0x62]), /latin\.ioa: is not text in UTF-8/],
  ['huge.ioa', 'x'.repeat(5 * 1024 * 1024), /huge\.ioa: has 5\.0 MB, more than the 4\.0 MB/],
];

describe('files', () => {
  it.each(files)('%s is refused', async (name, content, message) => {
    await inFolder({ [name]: content }, async (folder) => {
      const called = await call(['check', name], folder);
      expect(called).toMatchObject({ code: 2, out: '' });
      expect(called.err).toMatch(message);
    });
  });
  it('that are not there, or are folders, are refused', async () => {
    await inFolder({ 'folder/a.ioa': '' }, async (folder) => {
      expect((await call(['check', 'none.ioa'], folder)).err).toBe(
        'maat: none.ioa: there is no such file\n',
      );
      expect((await call(['check', 'folder'], folder)).err).toMatch(
        /folder: is a directory\n {2}Name a file in it/,
      );
      expect((await call(['check', '/dev/null'], folder)).err).toMatch(/is not a regular file/);
    });
  });
  it('that no folder of logs is read without', async () => {
    await inFolder({ 'logs/p0.ndjson': '', 'logs/p1.ndjson.gz': 'x' }, async (folder) => {
      const called = await call(['refine', 'logs', '--spec', 'eto.ioa#ETO'], folder);
      expect(called).toMatchObject({ code: 2 });
      expect(called.err).toMatch(/p1\.ndjson\.gz: is not read as it is\n {2}Unpack it/);
    });
  });
  it('give an object too, when one is asked for', async () => {
    await inFolder({}, async (folder) => {
      const called = await call(['check', 'none.ioa', '--json'], folder);
      expect(called.code).toBe(2);
      expect(objectOf(called)).toEqual({
        verdict: 'invalid',
        command: 'check',
        seconds: 0,
        error: 'none.ioa: there is no such file',
      });
    });
  });
});

describe('options', () => {
  const lines: readonly (readonly [readonly string[], RegExp])[] = [
    [['check'], /missing required argument/],
    [['chekc', 'a.ioa'], /unknown command 'chekc'[\s\S]*Did you mean check/],
    [['check', 'a.ioa', '--jsno'], /unknown option '--jsno'[\s\S]*Did you mean --json/],
    [['check', 'eto.ioa', '--report', 'xml=f'], /--report xml=f is not understood/],
    [['check', 'eto.ioa', '--report', 'sarif'], /--report sarif is not understood/],
  ];
  it.each(lines)('%j', async (args, message) => {
    const called = await call(args);
    expect(called).toMatchObject({ code: 2, out: '' });
    expect(called.err).toMatch(message);
  });
  it('unknown to the command give an object too', async () => {
    const called = await call(['check', 'eto.ioa', '--json', '--bogus']);
    expect(objectOf(called)).toMatchObject({ verdict: 'invalid', command: 'check' });
  });
  it('whose report cannot be written', async () => {
    const called = await call(['check', 'network.ioa', '--report', 'json=package.json/x']);
    expect(called.code).toBe(2);
    expect(called.err).toMatch(/package\.json\/x: the report cannot be written/);
  });
});

describe('help', () => {
  it('is there for every command, with an example', async () => {
    const top = await call(['--help']);
    expect(top.code).toBe(0);
    const names = [...top.out.matchAll(/^ {2}([a-z]+) /gm)]
      .map((m) => m[1] ?? '')
      .filter((n) => n !== 'help');
    expect(names).toContain('check');
    for (const name of names) {
      const called = await call([name, '--help']);
      expect(called.code).toBe(0);
      expect(called.out).toContain(`$ maat ${name}`);
      expect(called.out).toContain('--json');
      expect(called.out).toContain('--report');
    }
  });
  it('gives the version of the package', async () => {
    const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'cli/package.json'), 'utf8')) as {
      version: string;
    };
    expect(VERSION).toBe(manifest.version);
    expect((await call(['--version'])).out).toBe(`${VERSION}\n`);
  });
});
