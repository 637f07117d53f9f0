/** Observers as a loop: while the next slot is filled, let the first fitting observer see it, and fold it. */
import {
  equalStmt,
  mapExprs,
  NOWHERE,
  printExpr,
  type Expr,
  type Span,
  type Stmt,
} from '@maat/spec-lang';
import { accessesOf } from './access.js';
import { bind } from './binding.js';
import { local } from './build.js';
import { heldBy, holding, shownAs } from './held.js';
import { addedBy, fromService } from './origin.js';
import type { Workshop } from './workshop.js';
import type { Clause, NormalForm, Update } from './normal-form.js';
import {
  indexPlace,
  moveExpr,
  moveGuard,
  moveStmts,
  replaceLocals,
  type Passage,
} from './place.js';
import {
  allOf,
  anyOf,
  chooseText,
  exprText,
  ifText,
  sequence,
  stmtTexts,
  whileText,
} from './text.js';

export function observeLoop(shop: Workshop): string {
  const { form, place, names } = shop;
  const next = printExpr(indexPlace({ form, place, p: '' }));
  const ready = fromService(readySpan(shop), `defined(${names.added.filled}, ${next})`);
  const branches = form.observers.map((o) => observe(shop, o));
  const [only] = branches;
  if (branches.length === 1 && only !== undefined)
    return observing(whileText(allOf([ready, ...only.conditions]), only.body));
  const conditions = branches.map((b) => allOf(b.conditions));
  const choice = chooseText(branches.map((b, i) => [conditions[i] ?? 'true', b.body]));
  return observing(whileText(`${ready} /\\ (${anyOf(conditions)})`, [choice]));
}

function observing(loop: string): string {
  return addedBy('replicate', 'a process observes what it received, slot by slot', loop);
}

/** That there is something to observe was a guard of the observers. */
function readySpan({ form }: Workshop): Span {
  const guards = form.observers.flatMap((o) =>
    o.guards.filter(
      (g) => accessesOf(g.condition, o.process, form.shape)[0]?.access.kind === 'ready',
    ),
  );
  return guards[0]?.span ?? NOWHERE;
}

interface Branch {
  readonly conditions: readonly string[];
  readonly body: readonly string[];
}

function observe(shop: Workshop, clause: Clause): Branch {
  const { form, place } = shop;
  const passage: Passage = { form, place, p: clause.process };
  const guards = clause.guards
    .filter((g) => accessesOf(g.condition, clause.process, form.shape)[0]?.access.kind !== 'ready')
    .map((g) => moveGuard(g, passage));
  const { conditions, values } = bind(guards, clause.others);
  const moved = movedEffect(shop, clause, passage);
  const held = heldBy([...moved.own, ...moved.index], clause.others, values);
  const known = (e: Expr): Expr => replaceLocals(e, (name) => shownAs(name, held, values));
  const args = clause.others.map((b) => printExpr(values.get(b.name) ?? missing(b.name)));
  const eff = holding(held, values, [...folds(shop), ...effect(shop, moved, passage, known)]);
  return { conditions: conditions.map(exprText), body: [announce(clause, args), ...eff] };
}

/** The event that the observer is: an output is emitted, an internal step is recorded. */
export function announce(clause: Clause, args: readonly string[]): string {
  const { action, kind, span } = clause.transition;
  if (kind === 'output') return fromService(span, `emit above ${action}(${args.join(', ')})`);
  return fromService(span, `fire ${action}(${['self', ...args].join(', ')})`);
}

interface MovedEffect {
  readonly own: readonly Stmt[];
  /** The index moves on. */
  readonly index: readonly Stmt[];
}

function movedEffect({ form }: Workshop, clause: Clause, passage: Passage): MovedEffect {
  const moves = {
    append: () => {
      throw new Error('append in an observer');
    },
  };
  const name = form.index.variable.name;
  const isIndex = (s: Stmt): boolean => s.kind === 'assign' && s.target.name === name;
  const { eff } = clause.transition;
  const moved = (stmts: readonly Stmt[]): readonly Stmt[] => moveStmts(stmts, passage, moves);
  return { own: moved(eff.filter((s) => !isIndex(s))), index: moved(eff.filter(isIndex)) };
}

/** The slot is dropped just before the index moves on, after all reads of the entry. */
function effect(
  { names }: Workshop,
  { own, index }: MovedEffect,
  passage: Passage,
  known: (e: Expr) => Expr,
): readonly string[] {
  const next = printExpr(indexPlace(passage));
  const { filled } = names.added;
  return [
    ...stmtTexts(substituted(own, known)),
    addedBy('replicate', 'an observed slot is dropped', `${filled} := remove(${filled}, ${next})`),
    ...stmtTexts(substituted(index, known)),
  ];
}

function substituted(stmts: readonly Stmt[], known: (e: Expr) => Expr): readonly Stmt[] {
  return stmts.map((s) => mapExprs(s, known));
}

/** What the entry does to the folded values, by the update that made it. */
function folds({ form, place }: Workshop): readonly string[] {
  return foldTexts(form, (p) => ({ form, place, p }));
}

export function foldTexts(form: NormalForm, passageOf: (p: string) => Passage): readonly string[] {
  const folding = form.updates.filter((u) => u.fold.length > 0);
  const append = (): never => {
    throw new Error('append in a fold');
  };
  const one = uniformFold(form);
  if (one !== undefined)
    return stmtTexts(moveStmts(one.uniform, passageOf(one.process), { append, folds: true }));
  const branches = folding.map((u): readonly [string, readonly string[]] => {
    const passage = passageOf(u.process);
    const marks = u.recognises.map((m) => printExpr(moveExpr(m, passage)));
    return [allOf(marks), stmtTexts(moveStmts(u.fold, passage, { append, folds: true }))];
  });
  const [only] = branches;
  if (only === undefined) return [];
  if (branches.length === 1 && only[0] === 'true') return [sequence(only[1])];
  if (branches.length === 1) return [ifText(only[0], only[1])];
  return [chooseText(branches)];
}

/** Any update, if all do the same to the values once they are read from the entry. */
export function uniformFold(form: NormalForm): Update | undefined {
  const [first, ...rest] = form.updates;
  if (first === undefined || first.fold.length === 0) return undefined;
  const same = (u: Update): boolean =>
    u.uniform.length === first.uniform.length &&
    u.uniform.every((s, i) => {
      const t = first.uniform[i];
      return t !== undefined && equalStmt(renameProcess(s, u, first), t);
    });
  return rest.every(same) ? first : undefined;
}

function renameProcess(s: Stmt, from: Update, to: Update): Stmt {
  const p = from.transition.parameters[0];
  if (p === undefined || from.process === to.process) return s;
  const name = (n: string): Expr | undefined =>
    n === from.process ? local(to.process, p.sort) : undefined;
  return mapExprs(s, (e) => replaceLocals(e, name));
}

function missing(name: string): never {
  throw new Error(`no guard determines ${name}`);
}
