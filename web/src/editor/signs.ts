/** Signs for operators while they are typed: what was finished just before the character typed last. */
import { REPLACEMENTS } from '@maat/spec-lang/service';

export interface SignFound {
  /** Columns of the line, counted from zero. */
  readonly start: number;
  readonly end: number;
  readonly sign: string;
}

/** `before` is the line up to the character typed last, which is not part of it. */
export function signBefore(before: string, typed: string): SignFound | undefined {
  if (!/^[\s(),]$/.test(typed) || inComment(before)) return undefined;
  const operator = /(\\[A-Za-z]+|\\\/|[^\s\w()[\]{},;.:'"]+)$/.exec(before)?.[0];
  const found = REPLACEMENTS.find((r) => r.ascii === operator);
  if (found === undefined) return undefined;
  return { start: before.length - found.ascii.length, end: before.length, sign: found.sign };
}

function inComment(line: string): boolean {
  return line.replace(/"[^"]*"/g, '').includes('%');
}
