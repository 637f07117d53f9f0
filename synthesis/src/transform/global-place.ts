/** The places of the intermediate automata: cells of arrays, by view and process or by process alone. */
import { BOOL, NAT, printExpr, type Expr, type Sort } from '@maat/spec-lang';
import { apply, arrayOf, at, nullOf, state } from './build.js';
import type { Names } from './names.js';
import type { NormalForm, OwnVariable } from './normal-form.js';
import type { Place } from './place.js';

/** After replicate: a copy for each view and process. */
export function viewPlace(form: NormalForm, names: Names, process: Expr): Place {
  const shared = common(form, process);
  const { view, process: proc } = form;
  const here = shared.view;
  return {
    ...shared.place,
    own: (o, rest) => {
      const index = o.perView ? [here, process, ...rest] : [process, ...rest];
      return at(state(o.variable.name, o.variable.sort), index, o.of);
    },
    value: (variable, sort) =>
      at(state(variable, arrayOf([view, proc], sort)), [here, process], sort),
    length: at(state(names.added.slots, arrayOf([view], NAT)), [here], NAT),
    filled: at(
      state(names.added.filled, arrayOf([view, proc], copySort(form))),
      [here, process],
      copySort(form),
    ),
  };
}

/** After faultTolerant: one copy a process, begun anew with each view. */
export function processPlace(form: NormalForm, names: Names, process: Expr): Place {
  const proc = form.process;
  return {
    ...common(form, process).place,
    own: (o, rest) =>
      at(state(o.variable.name, arrayOf([proc, ...o.rest], o.of)), [process, ...rest], o.of),
    value: (variable, sort) => at(state(variable, arrayOf([proc], sort)), [process], sort),
    length: at(state(names.added.slot, arrayOf([proc], NAT)), [process], NAT),
    filled: at(
      state(names.added.filled, arrayOf([proc], copySort(form))),
      [process],
      copySort(form),
    ),
  };
}

function common(
  form: NormalForm,
  process: Expr,
): {
  readonly view: Expr;
  readonly place: Pick<Place, 'process' | 'current' | 'members' | 'departed'>;
} {
  const members: Sort = { kind: 'set', of: form.process };
  const current = at(
    state('cur', arrayOf([form.process], nullOf(form.view))),
    [process],
    nullOf(form.view),
  );
  const view = apply('val', form.view, current);
  const views = state('members', { kind: 'map', from: form.view, to: members });
  const place = {
    process,
    current,
    members: at(views, [view], members),
    departed: apply('in', BOOL, process, state('left', members)),
  };
  return { view, place };
}

function copySort(form: NormalForm): Sort {
  return { kind: 'map', from: NAT, to: form.entry };
}

/** The sort and initial value of a kept variable at a place without the view index. */
export function processCells(form: NormalForm, own: OwnVariable): { sort: Sort; initial: string } {
  const sort = arrayOf([form.process, ...own.rest], own.of);
  return { sort, initial: `constant(${printExpr(own.initial)})` };
}
