/** Terms that a pattern may consist of: functions of variables, without arithmetic in them. */
import type { Term } from './term.js';
import { childrenOf } from './walk.js';

/** Each node once. */
export function patternTerms(formula: Term): readonly Term[] {
  const found: Term[] = [];
  gather(formula, found, new Set());
  return found;
}

function gather(term: Term, found: Term[], seen: Set<Term>): void {
  if (seen.has(term)) return;
  seen.add(term);
  // Without variables nothing in it is one.
  if (term.free.length === 0 && !term.quantified) return;
  if (term.kind === 'application') {
    if (term.free.length > 0 && term.args.every(isPatternPart)) found.push(term);
    for (const a of term.args) gather(a, found, seen);
  } else {
    for (const part of childrenOf(term)) gather(part, found, seen);
  }
}

export function isPatternPart(term: Term): boolean {
  if (term.kind === 'variable') return true;
  return term.kind === 'application' && term.args.every(isPatternPart);
}
