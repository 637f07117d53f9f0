// What a command sees of the machine, so that tests can run commands without a process of their own.
import type { Source } from '@maat/spec-lang';

export interface Host {
  readonly cwd: string;
  readonly colour: boolean;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Fires when the user interrupts; commands that keep children end them then, and may take a moment for it. */
  readonly onInterrupt: (end: () => void | Promise<void>) => void;
  /** Told of each text that was looked for, by whom, where anybody wants to know. */
  readonly looked?: (path: string, from: string | undefined, found: Source | undefined) => void;
}
