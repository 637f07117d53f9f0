// A specification with errors in it, found by checking or only by running: the outcome of any command that needed it.
import { positionOf, renderDiagnostic, type Diagnostic, type Source } from '@maat/spec-lang';
import type { Finding, Outcome } from '../outcome.js';

export class BadSpecification extends Error {
  readonly outcome: Outcome;

  constructor(diagnostics: readonly Diagnostic[], sources: readonly Source[], colour: boolean) {
    super(diagnostics.map((d) => d.message).join('\n'));
    this.name = 'BadSpecification';
    this.outcome = outcomeOf(diagnostics, sources, colour, '');
  }

  /** The error was met at the end of a run, which is shown before it. */
  static withRun(
    diagnostics: readonly Diagnostic[],
    sources: readonly Source[],
    colour: boolean,
    run: string,
  ): BadSpecification {
    const made = new BadSpecification(diagnostics, sources, colour);
    return Object.assign(made, { outcome: outcomeOf(diagnostics, sources, colour, run) });
  }
}

export function rendered(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  colour: boolean,
): string {
  return diagnostics.map((d) => renderDiagnostic(d, sources, { colour })).join('\n\n');
}

export function findingsOf(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
): readonly Finding[] {
  return diagnostics.map((d) => {
    const text = sources.find((s) => s.file === d.span.file)?.text ?? '';
    const { line, column } = positionOf(text, d.span.start);
    return { code: d.code, level: d.severity, message: d.message, file: d.span.file, line, column };
  });
}

/** As the JSON contract of `check` names them. */
export function diagnosticRows(findings: readonly Finding[]): readonly unknown[] {
  return findings.map(({ code, level, file, line, column, message }) => ({
    code,
    severity: level,
    file,
    line,
    column,
    message,
  }));
}

function outcomeOf(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  colour: boolean,
  run: string,
): Outcome {
  const findings = findingsOf(diagnostics, sources);
  const file = diagnostics[0]?.span.file ?? '';
  return {
    verdict: 'invalid',
    text: [run, rendered(diagnostics, sources, colour)].filter((t) => t !== '').join('\n\n'),
    data: {
      error: findings[0]?.message ?? 'the specification has errors',
      diagnostics: diagnosticRows(findings),
    },
    findings,
    claims: [{ name: file, verdict: 'invalid', detail: findings.map((f) => f.message).join('\n') }],
  };
}
