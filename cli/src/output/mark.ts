// The sign that a verdict begins with.
import type { Verdict } from '../outcome.js';
import type { Colours } from '../session.js';

export function mark(verdict: Verdict, colours: Colours): string {
  if (verdict === 'holds') return colours.green('✓');
  return verdict === 'unknown' ? colours.yellow('?') : colours.red('✗');
}
