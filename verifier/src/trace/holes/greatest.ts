/** The greatest number in values, lengths of sequences included: how far numbers go in a window. */
import type { Value } from '@maat/spec-lang';

/** Of a state, and of steps of which some arguments are not known. */
export function greatestIn(
  state: readonly Value[],
  steps: readonly { readonly args: readonly (Value | undefined)[] }[],
): number {
  const given = steps.flatMap((step) => step.args.filter((arg) => arg !== undefined));
  return Math.max(1, ...[...state, ...given].map(greatest));
}

function greatest(value: Value): number {
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value !== 'object') return 0;
  switch (value.kind) {
    case 'nil':
      return 0;
    case 'some':
      return greatest(value.value);
    case 'tuple':
    case 'union':
      return among(value.fields);
    case 'set':
      return among(value.elements);
    case 'seq':
      return Math.max(value.elements.length, among(value.elements));
    case 'mset':
      return Math.max(0, ...value.counts.map(([e, n]) => Math.max(n, greatest(e))));
    case 'map':
      return among(value.entries.flat());
    case 'array':
      return Math.max(greatest(value.otherwise), among(value.entries.flat()));
  }
}

function among(values: readonly Value[]): number {
  return values.reduce<number>((most, v) => Math.max(most, greatest(v)), 0);
}
