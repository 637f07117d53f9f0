/** What a user did wrong, as a value. Programmers' mistakes are exceptions instead. */
import type { Span } from './span.js';

export type Severity = 'error' | 'warning';

/** A replacement of text that mends the cause. */
export interface Fix {
  readonly title: string;
  readonly span: Span;
  readonly replacement: string;
}

/** Another place that explains the first one: "declared here". */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** One finding. `code` is a key of the catalogue; `severity` follows from it. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

/** A phase's result: a value where one could be made, and everything found on the way. */
export interface Checked<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}
