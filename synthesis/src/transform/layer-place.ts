/** The place of the derived layer: everything is the state of the one process that runs it. */
import { BOOL, NAT, type Expr } from '@maat/spec-lang';
import { at, local, nullOf, state } from './build.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';
import type { Place } from './place.js';
import { cellSort } from './recognise-own.js';

export function layerPlace(form: NormalForm, names: Names): Place {
  const self: Expr = local('self', form.process);
  return {
    process: self,
    own: (o, rest) => at(state(o.variable.name, cellSort(o)), rest, o.of),
    value: (variable, sort) => state(variable, sort),
    current: state('cur', nullOf(form.view)),
    members: state('members', { kind: 'set', of: form.process }),
    departed: state(names.added.gone, BOOL),
    length: state(names.added.slot, NAT),
    filled: state(names.added.filled, { kind: 'map', from: NAT, to: form.entry }),
  };
}
