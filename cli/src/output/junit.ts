// A JUnit report: one test case for each claim that was looked at.
import type { Claim, Outcome, Verdict } from '../outcome.js';

export function junitText(command: string, outcome: Outcome): string {
  const claims = claimsOf(command, outcome);
  const count = (...verdicts: readonly Verdict[]): number =>
    claims.filter((c) => verdicts.includes(c.verdict)).length;
  const counts = `tests="${claims.length}" failures="${count('refuted')}" errors="${count('invalid', 'unknown')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="maat ${escape(command)}" ${counts} skipped="0">`,
    ...claims.map((claim) => testCase(command, claim)),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** A report without a test case would pass for a good one. */
function claimsOf(command: string, outcome: Outcome): readonly Claim[] {
  return outcome.claims.length > 0
    ? outcome.claims
    : [{ name: command, verdict: outcome.verdict, detail: outcome.text }];
}

function testCase(command: string, claim: Claim): string {
  const time = claim.seconds === undefined ? '' : ` time="${claim.seconds.toFixed(3)}"`;
  const head = `    <testcase classname="maat.${escape(command)}" name="${escape(claim.name)}"${time}`;
  if (claim.verdict === 'holds') return `${head}/>`;
  const kind = claim.verdict === 'refuted' ? 'failure' : 'error';
  const detail = escape(claim.detail ?? claim.verdict);
  return `${head}>\n      <${kind} type="${claim.verdict}" message="${firstLine(detail)}">${detail}</${kind}>\n    </testcase>`;
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

/** XML 1.0 cannot hold most control characters at all, not even escaped; a question mark stands for them. */
function escape(text: string): string {
  const plain = Array.from(text, (c) => (isControl(c) ? '?' : c)).join('');
  return plain
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function isControl(c: string): boolean {
  return c < ' ' && c !== '\n' && c !== '\t';
}
