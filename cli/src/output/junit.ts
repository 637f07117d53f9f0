// A JUnit report: one test case for each claim that was looked at.
import module, { type Builder, type TestCase } from 'junit-report-builder';
import type { Claim, Outcome } from '../outcome.js';

/** The package's types speak of an ES module; what Node loads is the builder itself. */
const builder = module as unknown as Builder;

export function junitText(command: string, outcome: Outcome): string {
  const report = builder.newBuilder();
  const suite = report.testSuite().name(`maat ${command}`);
  for (const claim of claimsOf(command, outcome)) {
    const test = suite.testCase().className(`maat.${command}`).name(claim.name);
    if (claim.seconds !== undefined) test.time(claim.seconds);
    judge(test, claim);
  }
  return `${report.build()}\n`;
}

/** A report without a test case would pass for a good one. */
function claimsOf(command: string, outcome: Outcome): readonly Claim[] {
  return outcome.claims.length > 0
    ? outcome.claims
    : [{ name: command, verdict: outcome.verdict, detail: outcome.text }];
}

/** What is not known is an error: it failed to be checked, not the check. */
function judge(test: TestCase, { verdict, detail = verdict }: Claim): void {
  const message = detail.split('\n')[0] ?? '';
  switch (verdict) {
    case 'holds':
      return;
    case 'refuted':
      test.failure(message, verdict).stacktrace(detail);
      return;
    case 'unknown':
    case 'invalid':
      test.error(message, verdict, detail);
  }
}
