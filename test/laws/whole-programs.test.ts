/** Texts with every kind of unit: printed, they read back as the same program, and printing is done once. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  check,
  firstDifference,
  libraryLoader,
  print,
  renderDiagnostic,
  type Program,
} from '@maat/spec-lang';
import { wholeProgram } from './whole-programs.js';

describe('printing whole programs', () => {
  test('loses nothing, and changes nothing the second time', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(wholeProgram(), ({ text, docs }) => {
        const written = read(text);
        const printed = print(written);
        const again = read(printed);
        expect(firstDifference(written, again), printed).toBeUndefined();
        expect(print(again)).toBe(printed);
        for (const doc of docs) if (text.includes(doc)) expect(printed).toContain(doc);
      }),
      { numRuns: 60, interruptAfterTimeLimit: 40_000 },
    );
  });
});

function read(text: string): Program {
  const source = { file: 'random.ioa', text };
  const { value, diagnostics } = check(source, libraryLoader);
  const errors = diagnostics.filter((d) => d.severity === 'error');
  expect(errors.map((d) => renderDiagnostic(d, source)).join('\n'), text).toBe('');
  return value;
}
