// A SARIF 2.1.0 log: one result for each finding, with the catalogue's words for its code.
import { CATALOGUE, type CodeInfo } from '@maat/spec-lang';
import {
  SarifBuilder,
  SarifResultBuilder,
  SarifRuleBuilder,
  SarifRunBuilder,
} from 'node-sarif-builder';
import type { Finding, Outcome } from '../outcome.js';
import { VERSION } from '../version.js';

export function sarifText(outcome: Outcome): string {
  const run = new SarifRunBuilder().initSimple({
    toolDriverName: 'maat',
    toolDriverVersion: VERSION,
  });
  run.run.columnKind = 'utf16CodeUnits';
  for (const code of new Set(outcome.findings.map((f) => f.code))) run.addRule(rule(code));
  for (const finding of outcome.findings) run.addResult(result(finding));
  const log = new SarifBuilder();
  log.addRun(run);
  return `${JSON.stringify(log.buildSarifOutput(), null, 2)}\n`;
}

function rule(code: string): SarifRuleBuilder {
  const known: Readonly<Record<string, CodeInfo>> = CATALOGUE;
  const info = known[code];
  return new SarifRuleBuilder().initSimple({
    ruleId: code,
    shortDescriptionText: info?.title ?? code,
    ...(info === undefined ? {} : { fullDescriptionText: info.explanation }),
  });
}

/** The end of the region is not known, so it is left out; readers then mark the rest of the line. */
function result({ code, level, message, file, line, column }: Finding): SarifResultBuilder {
  const built = new SarifResultBuilder().initSimple({ ruleId: code, level, messageText: message });
  if (file === undefined) return built;
  built.setLocationArtifactUri({ uri: encodeURI(file.replaceAll('\\', '/')) });
  if (line !== undefined) built.setLocationRegion({ startLine: line, startColumn: column ?? 1 });
  return built;
}
