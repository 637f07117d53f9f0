/** What a handler knows where it is about to say something upwards: the condition of the branch that it took. */
import { mapChildren, printExpr, type Expr } from '@maat/spec-lang';
import { accessesOf } from './access.js';
import { bind } from './binding.js';
import { local } from './build.js';
import { turnsOf, type Clause, type Turn } from './normal-form.js';
import { indexPlace, moveExpr, type Passage, type Place } from './place.js';
import type { Sides } from './relation-group.js';
import { allOf } from './text.js';
import type { Workshop } from './workshop.js';

/** In the loop of observers: the next slot is filled, and an observer of this name may see it. */
export function observing(shop: Workshop, says: string, sides: Sides): string | undefined {
  const { form, place, names } = shop;
  const next = indexPlace({ form, place, p: '' });
  const ready = `defined(${sides.c}[p].${names.added.filled}, ${show(next, shop, sides)})`;
  const own = form.observers.filter((o) => o.transition.action === says);
  return own.length === 0
    ? undefined
    : allOf([ready, anyOf(own.map((o) => condition(shop, o, sides)))]);
}

/** In the loop of the process's own steps: one of this name may be taken. */
export function stepping(shop: Workshop, says: string, sides: Sides): string | undefined {
  const own = shop.form.steps.filter((s) => s.transition.action === says);
  return own.length === 0 ? undefined : anyOf(own.map((s) => condition(shop, s, sides)));
}

/** In the loop of what takes the token: one of this name may be taken. */
export function accessing(shop: Workshop, says: string, sides: Sides): string | undefined {
  const { form, place, names } = shop;
  const own = turnsOf(form).filter((t) => t.transition.action === says);
  if (own.length === 0) return undefined;
  const { holds, blocked, base, slot } = names.added;
  const at = (name: string): string => `${sides.c}[p].${name}`;
  const next = show(indexPlace({ form, place, p: '' }), shop, sides);
  const caught = (t: Turn): readonly string[] => (t.catchesUp ? [`${next} = ${at(slot)}`] : []);
  return allOf([
    at(holds),
    `~${at(blocked)}`,
    `${at(base)} <= ${next}`,
    anyOf(own.map((t) => allOf([...caught(t), condition(shop, t, sides)]))),
  ]);
}

function condition(shop: Workshop, clause: Clause, sides: Sides): string {
  const { form, place } = shop;
  const passage: Passage = { form, place, p: clause.process };
  const guards = clause.guards
    .filter((g) => accessesOf(g.condition, clause.process, form.shape)[0]?.access.kind !== 'ready')
    .map((g) => moveExpr(g.condition, passage));
  const { conditions } = bind(guards, clause.others);
  return allOf(conditions.map((e) => show(e, shop, sides)));
}

/** The layer's own variables are those of its copy at `p`. */
function show(expr: Expr, { place }: Workshop, { c }: Sides): string {
  return printExpr(atProcess(expr, place, c));
}

function atProcess(expr: Expr, place: Place, c: string): Expr {
  if (expr.kind === 'state') return { ...expr, name: `${c}[p].${expr.name}` };
  if (expr.kind === 'local' && place.process.kind === 'local' && expr.name === place.process.name)
    return local('p', expr.sort);
  return mapChildren(expr, (child) => atProcess(child, place, c));
}

function anyOf(conditions: readonly string[]): string {
  return conditions.length === 1
    ? (conditions[0] ?? 'true')
    : conditions.map((c) => `(${c})`).join(' \\/ ');
}
