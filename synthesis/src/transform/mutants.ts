/** The faults that every derivation must be able to refute, made from its own programs. */
import { nat, apply } from './build.js';
import { NAT, type Automaton, type Expr } from '@maat/spec-lang';
import type { Derivative } from '../derive.js';
import { layerMutantsOf, type LayerMutant } from './layer-mutants.js';
import { truth, withAssignment, withoutAssignment, withoutGuard } from './mutate.js';
import { automatonNamed } from './elaborate.js';
import { namesFor, type Names } from './names.js';
import type { NormalForm } from './normal-form.js';

/** `automaton` takes the place of a step's own; `layer` that of the derived layer. */
export type Mutant =
  { readonly name: string; readonly step: 0 | 1 | 2; readonly automaton: Automaton } | LayerMutant;

export function mutantsOf(derivative: Derivative): readonly Mutant[] {
  const { form } = derivative;
  const names = namesFor(form.service);
  return [
    ...replicated(derivative, form, names),
    ...faultTolerant(derivative, form, names),
    ...messages(derivative, form, names),
    ...layerMutantsOf(derivative.layer.layer, form, names),
  ];
}

type Made<T> = readonly [name: string, made: T | undefined];

function ofStep(step: 0 | 1 | 2, all: readonly Made<Automaton>[]): readonly Mutant[] {
  return all.flatMap(([name, automaton]) =>
    automaton === undefined ? [] : [{ name, step, automaton }],
  );
}

function automatonOf(derivative: Derivative, step: 0 | 1 | 2): Automaton {
  const found = derivative.steps[step];
  if (found === undefined) throw new Error('a derivation has three steps');
  return automatonNamed(found.program, found.automaton);
}

function updates(form: NormalForm): readonly string[] {
  return form.updates.map((u) => u.transition.action);
}

function consults(form: NormalForm): readonly string[] {
  return form.consults.map((c) => c.transition.action);
}

function observers(form: NormalForm): readonly string[] {
  return form.observers.map((o) => o.transition.action);
}

function named(label: string): (name: string) => boolean {
  return (name) => name === label;
}

function replicated(d: Derivative, form: NormalForm, names: Names): readonly Mutant[] {
  const a = automatonOf(d, 0);
  const { slots, received } = names.added;
  const two = (): Expr => nat(2);
  const skip = (old: Expr): Expr =>
    old.kind === 'apply' && old.op === 'plus' && old.args[0] !== undefined
      ? apply('plus', NAT, old.args[0], two())
      : old;
  return ofStep(0, [
    ['casts without the token', withoutGuard(a, updates(form), named('Ownership'))],
    [
      'casts before it is caught up',
      withoutGuard(a, updates(form), named('Caught up with the token')),
    ],
    ['acts on a stale value', withoutGuard(a, updates(form), named('Catch-up'))],
    ['answers from a stale value', withoutGuard(a, consults(form), named('Catch-up'))],
    ['does not count the slots', withoutAssignment(a, updates(form), slots)],
    ['delivers over a gap', withAssignment(a, observers(form), form.index.variable.name, skip)],
    ['receives a packet twice', withoutAssignment(a, [names.actions.receive], received)],
    ['leaves a view before it is drained', withoutGuard(a, ['view'], named('Drained'))],
    [
      'leaves a view without virtual synchrony',
      withoutGuard(a, ['view'], named('Virtual Synchrony')),
    ],
  ]);
}

function faultTolerant(d: Derivative, form: NormalForm, names: Names): readonly Mutant[] {
  const a = automatonOf(d, 1);
  const { filled, holds, slot, box } = names.added;
  const { release, acquire } = names.actions;
  return ofStep(1, [
    ['keeps the copy of the old view', withoutAssignment(a, ['view'], filled)],
    ['keeps the place in the old log', withoutAssignment(a, ['view'], form.index.variable.name)],
    ['keeps the slot number of the old view', withoutAssignment(a, ['view'], slot)],
    [
      'makes a token at every member',
      withAssignment(a, ['view'], holds, (old) => truth(old, true)),
    ],
    ['keeps the token that it gives away', withoutAssignment(a, [release], holds)],
    ['takes a token twice', withoutAssignment(a, [acquire], box)],
    ['casts while it is blocked', withoutGuard(a, updates(form), named('Unblocked'))],
    ['answers without the token', withoutGuard(a, consults(form), named('Ownership'))],
  ]);
}

function messages(d: Derivative, form: NormalForm, names: Names): readonly Mutant[] {
  const a = automatonOf(d, 2);
  const { holds, received } = names.added;
  const { pass, receiveToken, settle } = names.actions;
  const isNot = (_: string, c: Expr): boolean => c.kind === 'apply' && c.op === 'not';
  return ofStep(2, [
    ['keeps the token that it sends', withoutAssignment(a, [pass], holds)],
    ['does not consume the token', withoutAssignment(a, [receiveToken], received)],
    ['ends the loop early', withoutGuard(a, [settle], isNot)],
    ['leaves a view inside a handler', withoutGuard(a, ['view'], named('Run to completion'))],
    ['sends while it is blocked', withoutGuard(a, updates(form), named('Unblocked'))],
  ]);
}
