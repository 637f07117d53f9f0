/** Whatever the text is, the parser answers in time, and its answer points into the text. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasErrors, parse, renderDiagnostic, type Diagnostic } from '@maat/spec-lang';

const LIBRARY = ['evs.ioa', 'network.ioa', 'svs.ioa'].map((name) =>
  readFileSync(fileURLToPath(new URL(`../../spec-lang/library/${name}`, import.meta.url)), 'utf8'),
);

describe('any text', () => {
  test('made of words of the language', () => {
    const words = fc.constantFrom(
      ...'automaton A signature input output internal states transitions pre eff if then else elseif fi for'.split(
        ' ',
      ),
      ...'do od while choose where ( ) [ ] { } := = ~= /\\ \\/ => ~ - |- -| \\A \\E \\in x y Nat , ; : . 3'.split(
        ' ',
      ),
      ...'layer over implements on above below emit fire with type let invariant of simulation forward from to'.split(
        ' ',
      ),
      ...[
        '"s"',
        "'c'",
        '% c\n',
        '%! l\n',
        '\n',
        '"',
        "'",
        'import',
        'stack',
        'derivation',
        'header',
        'tasks',
        'proof',
      ],
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), (list) => {
        sound(list.join(' '));
      }),
      { numRuns: 300 },
    );
  });

  test('made of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), sound), { numRuns: 300 });
  });

  test('of the library with a piece cut out, doubled or put elsewhere', () => {
    const edit = fc.record({
      text: fc.constantFrom(...LIBRARY),
      from: fc.nat(2000),
      length: fc.nat(40),
      to: fc.nat(2000),
      keep: fc.boolean(),
    });
    fc.assert(
      fc.property(edit, ({ text, from, length, to, keep }) => {
        const piece = text.slice(from, from + length);
        const rest = keep ? text : text.slice(0, from) + text.slice(from + length);
        sound(rest.slice(0, to) + piece + rest.slice(to));
      }),
      { numRuns: 60 },
    );
  });
});

describe('deep and long texts are refused or read, never too much', () => {
  test.each([
    ['parentheses', `${'('.repeat(20_000)}1${')'.repeat(20_000)}`],
    ['open brackets', '{['.repeat(20_000)],
    ['signs', `${'~'.repeat(20_000)}a`],
    ['a long sum', Array.from({ length: 20_000 }, () => 'a').join(' + ')],
    ['implications', Array.from({ length: 20_000 }, () => 'a').join(' => ')],
    ['quantifiers', `${'\\A x: T '.repeat(20_000)}(a)`],
    ['nested conditions', 'if a then '.repeat(20_000)],
    ['selections', `a${'.b'.repeat(20_000)}`],
  ])('%s', (_, expression) => {
    const { value, diagnostics } = parse({
      file: 'x.ioa',
      text: `let e: Bool = ${expression}\nlet f: Nat = 1`,
    });
    expect(diagnostics.map((d) => d.code)).toContain(
      expression.startsWith('{[') ? 'E0110' : 'E0111',
    );
    expect(value.units.map((u) => u.kind)).toEqual(['let']);
  });
});

test('the library has no syntax errors', () => {
  for (const text of LIBRARY)
    expect(hasErrors(parse({ file: 'x.ioa', text }).diagnostics)).toBe(false);
});

function sound(text: string): void {
  const source = { file: 'x.ioa', text };
  const { diagnostics } = parse(source);
  for (const d of diagnostics) {
    expect(inside(d, text), JSON.stringify(d)).toBe(true);
    expect(renderDiagnostic(d, source)).toContain(d.code);
  }
}

function inside(d: Diagnostic, text: string): boolean {
  const spans = [d.span, ...d.related.map((r) => r.span), ...d.fixes.map((f) => f.span)];
  return spans.every((s) => 0 <= s.start && s.start <= s.end && s.end <= text.length);
}
