/** What is printed reads back as the same program. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  check,
  firstDifference,
  hasErrors,
  libraryLoader,
  print,
  renderDiagnostic,
  type Program,
} from '@maat/spec-lang';
import { program } from './arbitrary-program.js';

describe('printing and reading again', () => {
  test('gives the same program', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(program(), (p) => {
        const text = print(p);
        const read = readBack(p.file, text);
        // A number stands for a Nat or an Int as the place asks; only that may differ.
        expect(firstDifference(numbersAlike(p), numbersAlike(read)), text).toBeUndefined();
        expect(print(read), text).toBe(text);
        expect(firstDifference(read, readBack(p.file, print(read))), text).toBeUndefined();
      }),
      { numRuns: 100, interruptAfterTimeLimit: 40_000 },
    );
  });
});

function readBack(file: string, text: string): Program {
  const source = { file, text };
  const { value, diagnostics } = check(source, libraryLoader);
  const errors = diagnostics.filter((d) => d.severity === 'error');
  expect(
    hasErrors(diagnostics),
    `${errors.map((d) => renderDiagnostic(d, source)).join('\n')}\n${text}`,
  ).toBe(false);
  return value;
}

function numbersAlike(p: Program): unknown {
  return JSON.parse(JSON.stringify(p).replaceAll('{"kind":"nat"}', '{"kind":"int"}'));
}
