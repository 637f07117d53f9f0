/**
 * How evaluation fails. `Undefined` stays inside the semantics where a guard turns it into false;
 * `SpecError` carries a Diagnostic out of it: the specification, or its scope, is at fault.
 */
import { diagnostic } from '../text/catalogue.js';
import type { RUN_CODES } from '../text/codes-run.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Span } from '../text/span.js';

/** A term without a value (head of an empty sequence, `.val` of nil, …) was met at `span`. */
export class Undefined extends Error {
  readonly span: Span;

  constructor(span: Span, reason: string) {
    super(reason);
    this.name = 'Undefined';
    this.span = span;
  }
}

/** A term needs an element that the scope does not have. In an effect, the step is then left out. */
export class OutOfScope extends Undefined {}

/** What a user's specification or scope made impossible; `diagnostics` say what and where. */
export class SpecError extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((d) => `${d.code}: ${d.message}`).join('\n'));
    this.name = 'SpecError';
    this.diagnostics = diagnostics;
  }
}

/** Codes of the errors that only running a specification can find. */
export type RunCode = keyof typeof RUN_CODES;

export function specError(code: RunCode, span: Span, message: string): SpecError {
  return new SpecError([diagnostic(code, span, message)]);
}
