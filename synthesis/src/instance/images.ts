/** For each variable of the normal form's programs, what of the service's program it stands for. */
import type { Automaton } from '@maat/spec-lang';
import { isGroupVariable } from '../transform/group.js';
import { namesFor, type Names } from '../transform/names.js';
import type { NormalForm } from '../transform/normal-form.js';

export type Image =
  /** The variable of that name, with entries for updates. */
  | { readonly kind: 'variable'; readonly name: string }
  /** Cell by cell, these together. */
  | { readonly kind: 'values'; readonly names: readonly string[] }
  /** Sequences of that length whose elements are taken from these. */
  | { readonly kind: 'history'; readonly names: readonly string[]; readonly length: string }
  /** The normal form's own: what is planned may be anything. */
  | { readonly kind: 'free' };

export function imagesFor(
  form: NormalForm,
  general: NormalForm,
): (program: Automaton, step: number) => ReadonlyMap<string, Image> {
  const [ours, theirs] = [namesFor(form.service), namesFor(general.service)];
  const [value] = general.values;
  if (value === undefined) throw new Error('the normal form has a value');
  const values = form.values.map((x) => x.name);
  const known = new Map<string, Image>([
    ...general.own.map((o) => [o.variable.name, FREE] as const),
    [general.log.name, variable(form.log.name)],
    [value.name, { kind: 'values', names: values }],
    [theirs.whole(value.name), { kind: 'values', names: values.map(ours.whole) }],
    [
      theirs.history(value.name),
      { kind: 'history', names: values.map(ours.history), length: ours.added.slots },
    ],
    ...addedImages(ours, theirs),
  ]);
  // An index that is set back by view counts in the present one only; how much was observed in each is counted beside it.
  const index = (step: number): Image =>
    variable(step > 1 || form.index.perView ? form.index.variable.name : ours.added.observed);
  return (program, step) =>
    new Map(
      program.states.map(({ name }) => {
        if (name === general.index.variable.name) return [name, index(step)] as const;
        const image = isGroupVariable(name) ? variable(name) : known.get(name);
        if (image === undefined) throw new Error(`${name} stands for nothing`);
        return [name, image] as const;
      }),
    );
}

const FREE: Image = { kind: 'free' };

function variable(name: string): Image {
  return { kind: 'variable', name };
}

function addedImages(ours: Names, theirs: Names): readonly (readonly [string, Image])[] {
  const added = Object.keys(theirs.added) as (keyof Names['added'])[];
  return added.map((name) => [theirs.added[name], variable(ours.added[name])] as const);
}
