/** What the catalogue says of one code. */
import type { Severity } from './diagnostic.js';

export interface CodeInfo {
  readonly severity: Severity;
  readonly title: string;
  /** A paragraph for `--explain` and for the editor's hover. */
  readonly explanation: string;
}
