/** Why a service is no instance of the normal form, with the place: then its derivation is proved step by step. */
import type { Span } from '@maat/spec-lang';

export class Misfit extends Error {
  readonly span: Span;

  constructor(reason: string, span: Span) {
    super(
      `not an instance of the normal form: ${reason}; prove it step by step, without --parametric`,
    );
    this.name = 'Misfit';
    this.span = span;
  }
}
