/** Conjuncts that every step needs: the group's variables are the same on both sides. */
import { printSort } from '@maat/spec-lang';
import type { NormalForm } from './normal-form.js';
import type { ConjunctText } from './simulation-text.js';

/** The names of the concrete and the abstract automaton. */
export interface Sides {
  readonly c: string;
  readonly a: string;
}

export type Binder = readonly [name: string, sort: string];

/** One quantifier for each variable, and no variable that the body does not use. */
export function quantify(binders: readonly Binder[], body: string): string {
  return binders.reduceRight((inner, [name, sort]) => `\\A ${name}: ${sort} (${inner})`, body);
}

export function sameGroup(form: NormalForm, { c, a }: Sides): readonly ConjunctText[] {
  const [proc, view] = [printSort(form.process), printSort(form.view)];
  const equal = (at: string): string => `${c}.${at} = ${a}.${at}`;
  const p: Binder = ['p', proc];
  const v: Binder = ['v', view];
  return [
    { name: 'eq_members', text: equal('members') },
    { name: 'eq_cur', text: quantify([p], equal('cur[p]')) },
    { name: 'eq_prev', text: quantify([v, p], equal('prev[v, p]')) },
    { name: 'eq_entered', text: quantify([v], equal('entered[v]')) },
    { name: 'eq_left', text: equal('left') },
    {
      name: 'past',
      text: quantify(
        [v, p],
        `p \\in ${c}.entered[v] => ${c}.cur[p] ~= nil /\\ v <= ${c}.cur[p].val`,
      ),
    },
    {
      name: 'entmem',
      text: quantify(
        [v, p],
        `p \\in ${c}.entered[v] => defined(${c}.members, v) /\\ p \\in ${c}.members[v]`,
      ),
    },
  ];
}
