// Workflow commands of GitHub: one annotation a finding.
import type { Finding, Outcome } from '../outcome.js';

export function githubLines(outcome: Outcome): string {
  return outcome.findings.map((finding) => `${annotation(finding)}\n`).join('');
}

function annotation(finding: Finding): string {
  const places = [
    ['file', finding.file],
    ['line', finding.line],
    ['col', finding.column],
    ['title', finding.code],
  ].filter(([, value]) => value !== undefined);
  const properties = places.map(([key, value]) => `${String(key)}=${property(String(value))}`);
  return `::${finding.level} ${properties.join(',')}::${data(finding.message)}`;
}

/** GitHub reads percent signs and line ends itself, and in properties also `:` and `,`. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
