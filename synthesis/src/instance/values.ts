/** The replicated values of a service as one: a tuple of them, empty where there are none. */
import { NOWHERE, type Expr, type Sort, type TupleSort } from '@maat/spec-lang';
import { cellOf } from '../transform/fold-term.js';
import { constantOf } from '../transform/initial.js';
import type { NormalForm } from '../transform/normal-form.js';
import { Misfit } from './misfit.js';

export function valuesOf({ values }: NormalForm): {
  readonly sort: Sort;
  readonly initial: Expr;
} {
  const fields = values.map((x) => ({ name: x.name, sort: cellOf(x) }));
  const sort: TupleSort = { kind: 'tuple', name: 'NormalForm.Values', fields };
  const args = values.map((x): Expr => {
    if (x.initial.kind !== 'value')
      throw new Misfit(`${x.name} begins with a value that is not given`, x.span);
    return constantOf(x.initial.value);
  });
  return { sort, initial: { kind: 'tuple', args, sort, span: NOWHERE } };
}
