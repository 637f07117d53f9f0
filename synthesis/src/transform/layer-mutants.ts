/** Faults in a derived layer. Two are those that Ensemble's own total.ml had: what is above a hole is lost at a view change, and the token wanders while the view changes. */
import type { Expr, Handler, Layer } from '@maat/spec-lang';
import { assignments, onHandlers, truth, weakened } from './mutate.js';
import type { Names } from './names.js';
import type { NormalForm } from './normal-form.js';

export interface LayerMutant {
  readonly name: string;
  readonly layer: Layer;
}

export function layerMutantsOf(
  layer: Layer,
  form: NormalForm,
  names: Names,
): readonly LayerMutant[] {
  const { blocked, holds, slot, base, filled } = names.added;
  const every = (): boolean => true;
  const drop = (variable: string, picks: (h: Handler) => boolean): Layer | undefined =>
    onHandlers(layer, picks, (eff) => assignments(eff, variable, () => undefined));
  const on =
    (event: string) =>
    (h: Handler): boolean =>
      h.trigger.kind === 'below' && h.trigger.action === event;
  const weak = (picks: (c: Expr) => boolean): Layer | undefined =>
    onHandlers(layer, every, (eff) => weakened(eff, picks));
  const made: readonly (readonly [name: string, made: Layer | undefined])[] = [
    ['layer: casts while it is blocked', weak((c) => isNegation(c, blocked))],
    ['layer: acts on a stale value', weak((c) => isEquation(c, slot))],
    ['layer: installs at every member', weak((c) => isLeastMember(c))],
    ['layer: takes a token that is not for it', onHandlers(layer, on('deliver'), takeAll(names))],
    ['layer: keeps the token that it sends', onHandlers(layer, every, keepToken(names))],
    ['layer: keeps its place in the old log', drop(form.index.variable.name, on('view'))],
    ['layer: keeps the slot number of the old view', drop(slot, on('view'))],
    ['layer: makes a token at every member', onHandlers(layer, on('view'), freshToken(holds))],
    [
      'layer: does not count the slots',
      onHandlers(layer, (h) => !on('deliver')(h), sameSlot(slot)),
    ],
    ['layer: casts above a hole, and drops it at a view change', weak((c) => isAtLeast(c, base))],
    [
      'layer: drops what is above a hole when a view change begins',
      onHandlers(layer, on('block'), (eff) => [...cleared(layer, filled), ...eff]),
    ],
    [
      'layer: passes the token on after it is blocked',
      onHandlers(layer, every, (eff) => passing(eff, names)),
    ],
  ];
  return made.flatMap(([name, found]) => (found === undefined ? [] : [{ name, layer: found }]));
}

type Effect = Handler['eff'];

function takeAll({ added }: Names): (eff: Effect) => Effect {
  return (eff) =>
    eff.map((s) => {
      if (s.kind !== 'if' || !s.branches.some((b) => assignsTo(b.body, added.holds))) return s;
      return {
        ...s,
        branches: s.branches.map((b) => ({ ...b, condition: selfOrTrue(b.condition) })),
      };
    });
}

function selfOrTrue(condition: Expr): Expr {
  const isSelf =
    condition.kind === 'apply' &&
    condition.op === 'eq' &&
    condition.args.some((x) => x.kind === 'local' && x.name === 'self');
  return isSelf ? truth(condition, true) : condition;
}

function keepToken({ added }: Names): (eff: Effect) => Effect {
  const keep = (old: Expr): Expr | undefined =>
    old.kind === 'literal' && old.value === false ? undefined : old;
  return (eff) => assignments(eff, added.holds, keep);
}

function freshToken(holds: string): (eff: Effect) => Effect {
  const always = (old: Expr): Expr => (old.kind === 'literal' ? old : truth(old, true));
  return (eff) => assignments(eff, holds, always);
}

function sameSlot(slot: string): (eff: Effect) => Effect {
  const keep = (old: Expr): Expr | undefined =>
    old.kind === 'apply' && old.op === 'plus' ? undefined : old;
  return (eff) => assignments(eff, slot, keep);
}

/** What a view change does to a variable. */
function cleared(layer: Layer, variable: string): Effect {
  const view = layer.handlers.find(
    (h) => h.trigger.kind === 'below' && h.trigger.action === 'view',
  );
  return (view?.eff ?? []).filter((s) => s.kind === 'assign' && s.target.name === variable);
}

/** Where the token is given away nobody asks whether a view change is on. */
function passing(eff: Effect, { added }: Names): Effect {
  const gives = (body: Effect): boolean =>
    body.some((s) => s.kind === 'assign' && s.target.name === added.holds && isFalse(s.value));
  return weakened(eff, (c) => isNegation(c, added.blocked), gives);
}

function assignsTo(stmts: Effect, variable: string): boolean {
  return stmts.some((s) => s.kind === 'assign' && s.target.name === variable);
}

function isNegation(c: Expr, variable: string): boolean {
  return c.kind === 'apply' && c.op === 'not' && isState(c.args[0], variable);
}

function isFalse(e: Expr): boolean {
  return e.kind === 'literal' && e.value === false;
}

/** `variable <= …` */
function isAtLeast(c: Expr, variable: string): boolean {
  return c.kind === 'apply' && c.op === 'le' && isState(c.args[0], variable);
}

function isEquation(c: Expr, variable: string): boolean {
  return c.kind === 'apply' && c.op === 'eq' && isState(c.args[1], variable);
}

function isLeastMember(c: Expr): boolean {
  if (c.kind !== 'apply' || c.op !== 'eq') return false;
  return c.args.some((x) => x.kind === 'apply' && x.op === 'least');
}

function isState(e: Expr | undefined, name: string): boolean {
  return e?.kind === 'state' && e.name === name;
}
