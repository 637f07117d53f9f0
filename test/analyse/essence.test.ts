// What has a meaning in a text: comments have none, labels of guards do.
import { describe, expect, it } from 'vitest';
import { essenceOf } from '@maat/spec-lang';

const TEXT = `% A box.
automaton Box
  signature
    input put
  states
    full: Bool := false  % at first
  transitions
    input put
      %! Room
      pre ~full
      eff full := true
`;
const of = (text: string): string => essenceOf({ file: 'box.ioa', text });

describe('the essence of a text', () => {
  it.each([
    ['another remark', TEXT.replace('A box', 'A chest')],
    ['one more', `% So it is.\n\n${TEXT}`],
    ['none', TEXT.replace('  % at first', '')],
  ])('is the same with %s', (_, text) => {
    expect(text).not.toBe(TEXT);
    expect(of(text)).toBe(of(TEXT));
  });

  it.each([
    ['a label', TEXT.replace('Room', 'Space')],
    ['a label that is none any more', TEXT.replace('%!', '%')],
    ['a word', TEXT.replace('full := true', 'full := false')],
    ['what is commented out', TEXT.replace('pre ~full', '% pre ~full')],
  ])('is another with another %s', (_, text) => {
    expect(text).not.toBe(TEXT);
    expect(of(text)).not.toBe(of(TEXT));
  });
});
