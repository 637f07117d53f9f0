// The derived layers in the repository are what their derivations give, and they read back.
import { describe, expect, it } from 'vitest';
import {
  check,
  firstDifference,
  libraryLoader,
  positionOf,
  type Loader,
  type Program,
  type Stmt,
} from '@maat/spec-lang';
import { sourceMapOf, type SourceLine } from '@maat/synthesis';
import { derivative, FOLDERS, path, source, type Folder } from './derivations.js';

describe.each(FOLDERS)('the derivation in layers/%s', (folder) => {
  it('gives the programs that stand there', async () => {
    const { steps, layer, handlers } = derivative(folder);
    for (const { file, text } of [...steps, layer, handlers])
      await expect(text).toMatchFileSnapshot(path(folder, file));
  });

  it('gives programs that read back as themselves', () => {
    const { steps, layer, handlers } = derivative(folder);
    for (const { file, text, program } of [...steps, layer, handlers]) {
      const again = check({ file, text }, among(folder));
      expect(again.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
      expect(firstDifference(units(program), units(again.value))).toBeUndefined();
    }
  });

  it('gives handlers that tell of their steps and else do what the layer does', () => {
    const { layer, handlers } = derivative(folder);
    const silent = handlers.layer.handlers.map((h) => ({ ...h, eff: silenced(h.eff, TOLD) }));
    const doing = silent.filter((h) => h.eff.length > 0);
    expect(silent.length - doing.length).toBe(1);
    expect(firstDifference(doing, layer.layer.handlers)).toBeUndefined();
    expect(firstDifference(handlers.layer.states, layer.layer.states)).toBeUndefined();
  });

  it('knows of each line of each handler from which clause it came, or what added it', async () => {
    const made = derivative(folder);
    const lines = await sourceMapOf(made);
    const code = source(folder, `generated/${made.layer.layer.name}.ts`).text;
    expect(lines.map((l) => l.text).join('\n')).toBe(code);
    const lost = handlersIn(lines).filter((l) => l.text !== '' && l.origin === undefined);
    expect(lost).toEqual([]);
    if (folder !== 'total') return;
    const map = handlersIn(lines).map((l) => `${originText(l).padEnd(76)}| ${l.text}`.trimEnd());
    await expect(`${map.join('\n')}\n`).toMatchFileSnapshot('golden/total-source-map.txt');
  });

  it('names every obligation once', () => {
    for (const step of derivative(folder).steps) {
      const names = step.obligations.map((o) => `${o.kind} ${o.name}`);
      expect(names.length).toBeGreaterThan(100);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

/** From the first handler to the end of the last one. */
function handlersIn(lines: readonly SourceLine[]): readonly SourceLine[] {
  const start = lines.findIndex((l) => l.text.startsWith('  /** on '));
  const end = lines.findIndex((l) => l.text.startsWith('  above(action'));
  return lines.slice(start, end);
}

/** `eto.ioa:15`, or `replicate: …`. */
function originText({ origin }: SourceLine): string {
  if (origin === undefined) return '';
  if (origin.kind === 'added') return `${origin.by}: ${origin.what}`;
  const { file, start } = origin.span;
  const text = libraryLoader(file, '')?.text ?? '';
  return `${file.split('/').at(-1) ?? ''}:${positionOf(text, start).line}`;
}

/** What only the message program has. */
const TOLD = [
  'receiveUpdate',
  'receiveToken',
  'receiveRequest',
  'settle',
  'pass',
  'request',
  'block',
];

/** Without what is fired of these. */
function silenced(eff: readonly Stmt[], told: readonly string[]): readonly Stmt[] {
  const inner = (stmts: readonly Stmt[]): readonly Stmt[] => silenced(stmts, told);
  return eff.flatMap((s): readonly Stmt[] => {
    if (s.kind === 'fire') return told.includes(s.action) ? [] : [s];
    if (s.kind === 'for' || s.kind === 'while') return [{ ...s, body: inner(s.body) }];
    if (s.kind !== 'if') return [s];
    const branches = s.branches.map((b) => ({ ...b, body: inner(b.body) }));
    return [{ ...s, branches, otherwise: inner(s.otherwise) }];
  });
}

/** The units that the file itself declares. */
function units(program: Program): unknown {
  return program.units.filter((u) => u.file === program.file);
}

function among(folder: Folder): Loader {
  const { steps, layer, handlers } = derivative(folder);
  const written = new Map(
    [...steps, layer, handlers].map(({ file, text }) => [file, { file, text }]),
  );
  return (name, from) => written.get(name) ?? libraryLoader(name, from);
}
