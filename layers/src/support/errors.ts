/** What generated code throws: the protocol met a term that has no value. */

/** `place` is `File.ioa:line:column` of the term in the layer's source. */
export class ProtocolError extends Error {
  readonly place: string;

  constructor(message: string, place: string) {
    super(`${place}: ${message}`);
    this.name = 'ProtocolError';
    this.place = place;
  }
}

/** For terms that are undefined: the head of an empty sequence, the value of nil, … */
export function undefinedTerm(what: string, place: string): never {
  throw new ProtocolError(`undefined term: ${what}`, place);
}

/** A guard in which an undefined term stands is false. */
export function holds(guard: () => boolean): boolean {
  try {
    return guard();
  } catch (error) {
    if (error instanceof ProtocolError) return false;
    throw error;
  }
}
