/** A layer's constants. */
import type { Layer, Sort } from '@maat/spec-lang';
import { Terms } from './expressions.js';
import type { Scribe } from './scribe.js';
import { defaultOf } from './sorts.js';

export interface Constant {
  readonly name: string;
  readonly sort: Sort;
  /** Its default, as text. */
  readonly value: (scribe: Scribe) => string;
}

/** Value parameters are constants without a default of their own. */
export function constantsOf(layer: Layer): readonly Constant[] {
  return [
    ...layer.parameters.values.map((p): Constant => ({
      ...p,
      value: (scribe) => defaultOf(p.sort, scribe),
    })),
    ...layer.constants.map((c): Constant => ({
      name: c.name,
      sort: c.sort,
      value: (scribe) => new Terms(scribe, { fields: new Set() }).read(c.value),
    })),
  ];
}
