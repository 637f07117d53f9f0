/** The one catalogue of everything a user can be told, and the one way to make a diagnostic. */
import { DERIVE_CODES } from './codes-derive.js';
import { RUN_CODES } from './codes-run.js';
import { LAYER_CODES } from './codes-layers.js';
import { LINT_CODES } from './codes-lint.js';
import { NAME_CODES } from './codes-names.js';
import { SORT_CODES } from './codes-sorts.js';
import { SYNTAX_CODES } from './codes-syntax.js';
import { UNIT_CODES } from './codes-units.js';
import type { CodeInfo } from './code-info.js';
import type { Diagnostic, Fix, Related } from './diagnostic.js';
import type { Span } from './span.js';

/** Blocks: E01xx and W01xx syntax; each further phase has a block and a file of its own. */
export const CATALOGUE = {
  ...SYNTAX_CODES,
  ...RUN_CODES,
  ...NAME_CODES,
  ...SORT_CODES,
  ...UNIT_CODES,
  ...LAYER_CODES,
  ...DERIVE_CODES,
  ...LINT_CODES,
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof CATALOGUE;

export interface Extras {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** The severity comes from the catalogue, so that a code means the same wherever it is raised. */
export function diagnostic(
  code: Code,
  span: Span,
  message: string,
  extras: Extras = {},
): Diagnostic {
  return {
    code,
    severity: CATALOGUE[code].severity,
    span,
    message,
    related: extras.related ?? [],
    fixes: extras.fixes ?? [],
  };
}
