// Why there is nothing to prove, or no way to say it to a solver: the user's matter, told with its place.
import type { Span } from '@maat/spec-lang';

export class Unprovable extends Error {
  /** Absent when it is the whole file. */
  readonly span: Span | undefined;
  /** The name that was asked for, and those that there are. */
  readonly names: { readonly asked: string; readonly known: readonly string[] } | undefined;

  constructor(message: string, about: Partial<Pick<Unprovable, 'span' | 'names'>> = {}) {
    super(message);
    this.name = 'Unprovable';
    this.span = about.span;
    this.names = about.names;
  }
}
