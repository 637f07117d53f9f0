/** Where a piece of a derived program comes from: a clause of the service, or what a transformation added. */
import type { Span } from '@maat/spec-lang';
import { marked } from '../marks.js';

export type Transformation = 'replicate' | 'faultTolerant' | 'messagePassing';

export type Origin =
  | { readonly kind: 'service'; readonly span: Span }
  | { readonly kind: 'added'; readonly by: Transformation; readonly what: string };

/** What no text stands for stays as it is: it belongs to whatever is around it. */
export function fromService(span: Span, text: string): string {
  if (span.file === '') return text;
  const { file, start, end } = span;
  const origin: Origin = { kind: 'service', span: { file, start, end } };
  return marked(origin, text);
}

export function addedBy(by: Transformation, what: string, text: string): string {
  const origin: Origin = { kind: 'added', by, what };
  return marked(origin, text);
}
