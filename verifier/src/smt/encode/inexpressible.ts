/** What the logic has no words for: reported with its place, never weakened in silence. */
import type { Span } from '@maat/spec-lang';

export class Inexpressible extends Error {
  readonly construct: string;
  readonly span: Span;

  constructor(construct: string, span: Span) {
    super(construct);
    this.construct = construct;
    this.span = span;
  }
}
