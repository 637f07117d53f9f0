/** How a run ended, in a line; undefined when it was only long enough. */
import type { Run } from '@maat/spec-lang';

export interface Ending {
  readonly text: string;
  readonly tone: 'dim' | 'warn' | 'bad';
}

export function endingText(stopped: Run['stopped']): Ending | undefined {
  switch (stopped.kind) {
    case 'steps':
      return undefined;
    case 'deadlock':
      return { text: 'no step is possible at its end', tone: 'warn' };
    case 'invariant':
      return { text: `invariant ${stopped.name} does not hold at its end`, tone: 'bad' };
    case 'error':
      return { text: stopped.diagnostics.map((d) => d.message).join('; '), tone: 'bad' };
  }
}
