// Every layer's source is free of complaints, and has its page.
import { describe, expect, it } from 'vitest';
import {
  check,
  libraryLoader,
  libraryNames,
  librarySource,
  renderDiagnostic,
} from '@maat/spec-lang';
import { STACKS, WRITTEN, folders, loaderWith, page, read, sourceFile } from './sources.js';

const HEADINGS = [
  'Guarantees',
  'Over',
  'Header',
  'State',
  'Handlers',
  'Known limits',
  'Evidence',
  'Sources',
];

const LAYER_SERVICES = [
  'network',
  'fifo',
  'stable-view',
  'causal-view',
  'fifo-view',
  'reach-view',
  'flush-view',
  'evs',
  'svs',
  'eto',
];

describe('the sources of the layers', () => {
  it.each([...WRITTEN.map(sourceFile), STACKS])('%s is free of complaints', (file) => {
    const source = read(file);
    const { diagnostics } = check(source, loaderWith());
    expect(diagnostics.map((d) => renderDiagnostic(d, source, false))).toEqual([]);
  });

  it.each(LAYER_SERVICES)('the service %s is free of complaints', (name) => {
    const source = librarySource(`${name}.ioa`);
    if (source === undefined) throw new Error(`no ${name} among ${libraryNames().join(' ')}`);
    const { diagnostics } = check(source, libraryLoader);
    expect(diagnostics.map((d) => renderDiagnostic(d, source, false))).toEqual([]);
  });

  it('names each layer over the service that the one below implements', () => {
    const { value: program } = check(read(STACKS), loaderWith());
    const layers = new Map(program.units.flatMap((u) => (u.kind === 'layer' ? [[u.name, u]] : [])));
    const stacks = program.units.filter((u) => u.kind === 'stack');
    expect(stacks.map((s) => s.name)).toEqual(expect.arrayContaining(['fifo', 'svs']));
    for (const { layers: names, bottom } of stacks) {
      const path = names.map((name) => layers.get(name));
      const given = [...path.slice(1).map((l) => l?.implements.service), bottom];
      expect(path.map((l) => l?.over.service)).toEqual(given);
    }
  });
});

describe('the pages of the layers', () => {
  it.each(WRITTEN)('%s has the headings that every page has, in order', (folder) => {
    const headings = page(folder).match(/^## .*$/gm) ?? [];
    expect(headings).toEqual(HEADINGS.map((h) => `## ${h}`));
  });

  it.each(WRITTEN)('%s speaks of every header and every state variable', (folder) => {
    const { value: program } = check(read(sourceFile(folder)), loaderWith());
    const layer = program.units.find((u) => u.kind === 'layer');
    const names = [
      ...(layer?.header.cases.map((c) => c.tag) ?? []),
      ...(layer?.states.map((v) => v.name) ?? []),
    ];
    const text = page(folder);
    expect(names.filter((n) => !text.includes(`\`${n}`) && !text.includes(`${n}\``))).toEqual([]);
  });

  it('the folder lists every layer that has a page', () => {
    expect(folders().filter((f) => !page('').includes(`${f}/`))).toEqual([]);
  });
});
