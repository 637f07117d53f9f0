// Option values: whole numbers, shares, ranges of seeds, durations. A value that does not fit says what would.
import { InvalidArgumentError } from 'commander';

/** A reader of whole numbers between two bounds. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const n = /^\d+$/.test(text) ? Number(text) : NaN;
    if (n >= least && n <= most) return n;
    throw new InvalidArgumentError(`A whole number ${bounds(least, most)} is expected.`);
  };
}

/** `0.1` or `10%`. */
export function share(text: string): number {
  const match = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text);
  const n = match === null ? NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
  if (n >= 0 && n < 1) return n;
  throw new InvalidArgumentError('A share from 0 to less than 1 is expected, such as 0.1 or 10%.');
}

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** `7` or `1..1000`, both ends included. */
export function range(text: string): Range {
  const match = /^(\d{1,15})(?:\.\.(\d{1,15}))?$/.exec(text);
  const from = Number(match?.[1] ?? NaN);
  const to = Number(match?.[2] ?? from);
  if (from <= to) return { from, to };
  throw new InvalidArgumentError('A range of seeds is expected, such as 1..1000.');
}

/** Milliseconds; `500ms`, `30s`, `2m`; a bare number is seconds. */
export function duration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text);
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
  const ms = Number(match?.[1] ?? NaN) * (units[match?.[2] ?? 's'] ?? NaN);
  if (ms > 0 && ms <= 86_400_000) return ms;
  throw new InvalidArgumentError('A duration is expected, such as 30s, 500ms or 2m.');
}

function bounds(least: number, most: number): string {
  return most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
}
