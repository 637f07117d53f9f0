/** A guard that reads the log's next entry says, too, that there is one: the term is undefined where there is none. */
import { children, type Automaton, type Expr, type Guard, type Transition } from '@maat/spec-lang';
import { accessesOf, accessOf, isCurrentView } from './access.js';
import { apply, less } from './build.js';
import { isGroupAction } from './group.js';
import type { Shape } from './normal-form.js';

/** The same service, with `next < len(log)` written before the guards that imply it. */
export function withReadyGuards(service: Automaton, shape: Shape): Automaton {
  return { ...service, transitions: service.transitions.map((t) => ready(t, shape)) };
}

function ready(t: Transition, shape: Shape): Transition {
  const p = t.parameters[0]?.name ?? '';
  const says = (g: Guard): boolean =>
    accessesOf(g.condition, p, shape).some((r) => r.access.kind === 'ready');
  if (t.kind === 'input' || isGroupAction(t.action) || t.pre.some(says)) return t;
  const reading = t.pre.findIndex((g) => entryIn(g.condition, p, shape) !== undefined);
  const guard = t.pre[reading];
  const entry = guard && entryIn(guard.condition, p, shape);
  if (guard === undefined || entry === undefined) return t;
  const implied: Guard = { name: '', condition: isNext(entry), span: guard.span };
  return { ...t, pre: [...t.pre.slice(0, reading), implied, ...t.pre.slice(reading)] };
}

/** `log[next]`, where the guard cannot hold without its having a value. */
function entryIn(e: Expr, p: string, shape: Shape): Entry | undefined {
  const access = accessOf(e, p, shape);
  if (e.kind === 'apply' && access?.kind === 'entry')
    return { log: e.args[0] ?? e, next: access.index };
  if (access !== undefined || isCurrentView(e, p)) return undefined;
  for (const part of read(e)) {
    const found = entryIn(part, p, shape);
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Entry {
  readonly log: Expr;
  readonly next: Expr;
}

/** The parts that are always read. */
function read(e: Expr): readonly Expr[] {
  if (e.kind === 'quantified' || e.kind === 'comprehension') return [];
  if (e.kind === 'if') return [e.condition];
  const isShort = e.kind === 'apply' && (e.op === 'or' || e.op === 'implies');
  return isShort ? e.args.slice(0, 1) : children(e);
}

function isNext({ log, next }: Entry): Expr {
  return less(next, apply('size', { kind: 'nat' }, log));
}
