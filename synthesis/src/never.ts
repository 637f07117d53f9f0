/** The end of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new TypeError(`not a case: ${JSON.stringify(value)}`);
}
