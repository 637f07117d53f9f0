/** Collects what the phases find, so that one finding does not stop the search for others. */
import { diagnostic, type Code, type Extras } from '../text/catalogue.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Span } from '../text/span.js';

export class Report {
  readonly #found: Diagnostic[] = [];

  add(code: Code, span: Span, message: string, extras: Extras = {}): undefined {
    this.#found.push(diagnostic(code, span, message, extras));
    return undefined;
  }

  addAll(diagnostics: readonly Diagnostic[]): void {
    this.#found.push(...diagnostics);
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#found;
  }

  /** Compared before and after, it tells whether a part was free of errors. */
  get errorCount(): number {
    return this.#found.filter((d) => d.severity === 'error').length;
  }
}
