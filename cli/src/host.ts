// What a command sees of the machine, so that tests can run commands without a process of their own.

export interface Host {
  readonly cwd: string;
  readonly colour: boolean;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Fires when the user interrupts; commands that keep children end them then. */
  readonly onInterrupt: (end: () => void) => void;
}
