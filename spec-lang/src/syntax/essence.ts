/** What of a text has a meaning: texts that differ in their comments only have the same. */
import type { Source } from '../text/span.js';
import { scan } from './scan.js';

/** The tokens, how they stand on their lines, and the labels of guards, which are written as comments. */
export function essenceOf(source: Source): string {
  const { tokens, comments } = scan(source);
  const labels = comments.filter((c) => c.label);
  const parts = [
    ...tokens.map((t) => ({ at: t.start, says: [t.kind, t.text, t.firstOnLine, t.column] })),
    ...labels.map((c) => ({ at: c.start, says: ['label', c.text, c.ownLine] })),
  ];
  return JSON.stringify(parts.sort((a, b) => a.at - b.at).map(({ says }) => says));
}
