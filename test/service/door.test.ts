// The language service as an editor meets it: one text of the library through every question.
import { describe, expect, it } from 'vitest';
import { librarySource } from '@maat/spec-lang';
import { createLanguageService } from '@maat/spec-lang/service';

const URI = 'file:///specs/mine.ioa';
const TEXT = `import "svs.ioa"

% Counts.
automaton Counter(Proc: type)
  signature
    input  add(p: Proc)
    output total(n: Nat)
  states
    seen: Set[Proc] := {},                % who has called
    n: Nat := 0
  transitions
    input add(p)
      eff seen := insert(p, seen);
          n := n + 1
    output total(k)
      pre k = n

invariant Bounded of Counter: size(seen) <= n
`;

function positionOf(text: string, part: string, from = 0): { line: number; character: number } {
  const offset = text.indexOf(part, from);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

describe('the language service', () => {
  const service = createLanguageService();
  service.open(URI, TEXT);

  it('finds nothing wrong but the unused import', () => {
    expect(service.diagnostics(URI).map((d) => d.code)).toEqual(['W0311']);
  });
  it('tells the sort and the doc of a variable', () => {
    const hover = service.hover(URI, positionOf(TEXT, 'seen)'));
    expect(JSON.stringify(hover?.contents)).toContain('who has called');
    expect(JSON.stringify(hover?.contents)).toContain('Set[Proc]');
  });
  it('goes to definitions, also of imported files', () => {
    const location = service.definition(URI, positionOf(TEXT, 'n := n'));
    expect(location?.range.start).toEqual(positionOf(TEXT, 'n: Nat := 0'));
    expect(service.definition(URI, positionOf(TEXT, 'svs.ioa'))?.uri).toBe('maat:/library/svs.ioa');
  });
  it('completes names of the wanted sort first', () => {
    const items = service.completion(URI, positionOf(TEXT, 'n + 1'));
    const ranked = [...items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    expect(ranked.slice(0, 1).map((i) => i.label)).toEqual(['n']);
    expect(ranked.findIndex((i) => i.label === 'seen')).toBeGreaterThan(0);
  });
  it('completes the files that can be imported', () => {
    const items = service.completion(URI, positionOf(TEXT, 'svs.ioa'));
    expect(items.map((i) => i.label)).toContain('eto.ioa');
  });
  it('outlines and folds', () => {
    expect(service.symbols(URI).map((s) => s.name)).toEqual(['Counter', 'Bounded']);
    expect(service.folding(URI).length).toBeGreaterThan(3);
  });
  it('renames, and refuses a name that is taken', () => {
    const renamed = service.rename(URI, positionOf(TEXT, 'seen'), 'callers');
    expect(renamed !== undefined && 'edit' in renamed && renamed.edit.changes?.[URI]).toHaveLength(
      4,
    );
    const refused = service.rename(URI, positionOf(TEXT, 'seen'), 'n');
    expect(refused !== undefined && 'refused' in refused).toBe(true);
  });
  it('answers about texts of the library', () => {
    const text = librarySource('svs.ioa')?.text ?? '';
    const hover = service.hover('maat:/library/svs.ioa', positionOf(text, 'owed[p] + 1'));
    expect(JSON.stringify(hover?.contents)).toContain('casts to be sent');
  });
});
