// What every command comes to: a verdict, its evidence, and the three shapes in which it is shown.

export type Verdict = 'holds' | 'refuted' | 'unknown' | 'invalid';

export const EXIT_CODES: Readonly<Record<Verdict, number>> = {
  holds: 0,
  refuted: 1,
  invalid: 2,
  unknown: 3,
};

/** Something wrong, with its place where there is one: a row of a SARIF report, a GitHub annotation. */
export interface Finding {
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** One thing that was claimed and looked at: a test case of a JUnit report. */
export interface Claim {
  readonly name: string;
  readonly verdict: Verdict;
  readonly seconds?: number;
  readonly detail?: string;
}

export interface Outcome {
  readonly verdict: Verdict;
  /** For people; ends without a newline. */
  readonly text: string;
  /** The fields of the JSON object beside `verdict`, `command` and `seconds`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  readonly claims: readonly Claim[];
}

/** The verdict of several: bad input outweighs refutation, refutation outweighs doubt. */
export function worst(verdicts: readonly Verdict[]): Verdict {
  const order: readonly Verdict[] = ['invalid', 'refuted', 'unknown'];
  return order.find((v) => verdicts.includes(v)) ?? 'holds';
}
