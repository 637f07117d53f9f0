// A SARIF 2.1.0 log: one result for each finding, with the catalogue's words for its code.
import { CATALOGUE, type CodeInfo } from '@maat/spec-lang';
import type { Finding, Outcome } from '../outcome.js';
import { VERSION } from '../version.js';

export function sarifText(outcome: Outcome): string {
  const codes = [...new Set(outcome.findings.map((f) => f.code))];
  const driver = { name: 'maat', version: VERSION, rules: codes.map(rule) };
  const results = outcome.findings.map((finding) => result(finding, codes.indexOf(finding.code)));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function rule(code: string): object {
  const known: Readonly<Record<string, CodeInfo>> = CATALOGUE;
  const info = known[code];
  if (info === undefined) return { id: code };
  return {
    id: code,
    shortDescription: { text: info.title },
    fullDescription: { text: info.explanation },
  };
}

function result(finding: Finding, ruleIndex: number): object {
  const { code, level, message } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level,
    message: { text: message },
    locations: locations(finding),
  };
}

function locations(finding: Finding): readonly object[] {
  if (finding.file === undefined) return [];
  const uri = encodeURI(finding.file.replaceAll('\\', '/'));
  const region =
    finding.line === undefined
      ? {}
      : { region: { startLine: finding.line, startColumn: finding.column ?? 1 } };
  return [{ physicalLocation: { artifactLocation: { uri }, ...region } }];
}
