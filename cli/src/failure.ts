// Bad input that is found outside the language: files, options, names. It ends a command with exit code 2.

/** Thrown anywhere in a command, caught once in session.ts. `place` is a file, with line and column if known. */
export class BadInput extends Error {
  readonly place: string;
  readonly hint: string;

  constructor(message: string, place = '', hint = '') {
    super(message);
    this.name = 'BadInput';
    this.place = place;
    this.hint = hint;
  }
}

export function renderBadInput(failure: BadInput): string {
  const place = failure.place === '' ? '' : `${failure.place}: `;
  const hint = failure.hint === '' ? '' : `\n  ${failure.hint}`;
  return `${place}${failure.message}${hint}`;
}
