/** What the intermediate automata share: the service's own clauses at a place, and the channels of SVS. */
import { mapChildren, printExpr, printSort, type Expr, type Stmt } from '@maat/spec-lang';
import { accessesOf } from './access.js';
import {
  action,
  clause,
  type ActionText,
  type ClauseText,
  type GuardText,
} from './automaton-text.js';
import { bind } from './binding.js';
import { local } from './build.js';
import { isGroupAction } from './group.js';
import { foldTexts } from './layer-observe.js';
import type { Names } from './names.js';
import { turnsOf, type Clause, type NormalForm } from './normal-form.js';
import { indexPlace, moveExpr, moveStmts, type Passage, type Place } from './place.js';
import { allOf, exprText, stmtTexts } from './text.js';

export interface Stage {
  readonly form: NormalForm;
  readonly names: Names;
  readonly place: (process: Expr) => Place;
  /** Guards that the step adds to each update, and the statements that send its entry. */
  readonly updateGuards: (p: string) => readonly GuardText[];
  readonly send: (c: Clause, entry: Expr) => readonly string[];
  /** Guards and statements that the step adds to each observer. */
  readonly observerGuards: (p: string) => readonly GuardText[];
  readonly observed: (p: string, next: string) => readonly string[];
  /** Statements just before the index moves on. */
  readonly drop: (p: string, next: string) => readonly string[];
  /** Guards that the step adds to inputs' and steps' clauses. */
  readonly idle: (p: string) => readonly GuardText[];
}

export function passageAt(stage: Stage, c: Clause, p = c.process): Passage {
  return { form: stage.form, place: stage.place(local(p, stage.form.process)), p: c.process };
}

/** `next[p]`, wherever the stage keeps it. */
export function nextText(stage: Stage, p: string): string {
  const place = stage.place(local(p, stage.form.process));
  return printExpr(indexPlace({ form: stage.form, place, p }));
}

export function filledText(stage: Stage, p: string): string {
  return printExpr(stage.place(local(p, stage.form.process)).filled);
}

function lengthText(stage: Stage, p: string): string {
  return printExpr(stage.place(local(p, stage.form.process)).length);
}

export function serviceActions(form: NormalForm): readonly ActionText[] {
  const all = [...form.inputs, ...turnsOf(form), ...form.observers, ...form.steps];
  const isFirst = (c: Clause, i: number): boolean =>
    all.findIndex((d) => d.transition.action === c.transition.action) === i;
  return all.filter(isFirst).map(({ transition: t }) => {
    const declared = form.service.signature.find((a) => a.name === t.action);
    return declared?.where === undefined
      ? action(t.kind, t.action, t.parameters)
      : action(t.kind, t.action, declared.parameters, declared.where);
  });
}

/** The actions that the programs inherit from the group. */
export function groupActions(form: NormalForm): readonly ActionText[] {
  return form.service.signature
    .filter((a) => isGroupAction(a.name))
    .map((a) => action(a.kind, a.name, a.parameters));
}

export function serviceClauses(stage: Stage): readonly ClauseText[] {
  const { form } = stage;
  return [
    ...form.inputs.map((c) => serviceClause(stage, c, [], plain(stage, c))),
    ...turnsOf(form).map((c) => {
      const caught = c.catchesUp
        ? [
            {
              name: 'Catch-up',
              text: `${nextText(stage, c.process)} = ${lengthText(stage, c.process)}`,
            },
          ]
        : [];
      return serviceClause(
        stage,
        c,
        [...stage.updateGuards(c.process), ...caught],
        plain(stage, c),
      );
    }),
    ...form.observers.map((c) => {
      const next = nextText(stage, c.process);
      const folds = foldTexts(form, (p) => ({ ...passageAt(stage, c), p }));
      const eff = [...folds, ...observing(stage, c, next), ...stage.observed(c.process, next)];
      return serviceClause(stage, c, stage.observerGuards(c.process), eff);
    }),
    ...form.steps.map((c) => serviceClause(stage, c, stage.idle(c.process), plain(stage, c))),
    serviceClause(stage, form.leave, [], plain(stage, form.leave)),
  ];
}

function serviceClause(
  stage: Stage,
  c: Clause,
  extra: readonly GuardText[],
  eff: readonly string[],
): ClauseText {
  const passage = passageAt(stage, c);
  const guards = c.guards.map((g) => ({
    ...(g.name === '' ? {} : { name: g.name }),
    text: printExpr(moveExpr(g.condition, passage)),
  }));
  const { transition } = c;
  const names = transition.parameters.map((b) => b.name);
  const made = clause(transition.kind, transition.action, names, [...extra, ...guards], eff);
  return transition.case === undefined ? made : { ...made, case: transition.case };
}

/** The index moves last, after all reads of the entry. */
function observing(stage: Stage, c: Clause, next: string): readonly string[] {
  const isIndex = (s: Stmt): boolean =>
    s.kind === 'assign' && s.target.name === stage.form.index.variable.name;
  const { eff } = c.transition;
  return [
    ...plain(
      stage,
      c,
      eff.filter((s) => !isIndex(s)),
    ),
    ...stage.drop(c.process, next),
    ...plain(stage, c, eff.filter(isIndex)),
  ];
}

/** The clause's own effect at the place, an append as the stage sends it. */
export function plain(
  stage: Stage,
  c: Clause,
  eff: readonly Stmt[] = c.transition.eff,
): readonly string[] {
  const passage = passageAt(stage, c);
  return eff.flatMap((s) => {
    if (s.kind === 'assign' && s.target.name === stage.form.log.name) {
      const entry = s.value.kind === 'apply' ? s.value.args[1] : undefined;
      if (entry === undefined) throw new Error('not an append');
      return stage.send(c, moveExpr(entry, passage));
    }
    return stmtTexts(moveStmts([s], passage, { append: () => [] }));
  });
}

/** Some observer can see the next slot at p: what must be over before the view ends. */
export function pendingText(
  stage: Stage,
  p: string,
  rename: (state: string) => string = (state) => state,
): string {
  const { form } = stage;
  const place = stage.place(local(p, form.process));
  const show = (e: Expr): string => printExpr(renameStates(e, rename));
  const ready = `defined(${show(place.filled)}, ${show(place.own(form.index, []))})`;
  const observers = form.observers.map((o) => {
    const passage = passageAt(stage, o, p);
    const guards = o.guards
      .filter((g) => accessesOf(g.condition, o.process, form.shape)[0]?.access.kind !== 'ready')
      .map((g) => moveExpr(g.condition, passage));
    return allOf(bind(guards, o.others).conditions.map(show));
  });
  return allOf([
    ready,
    ...(observers.length === 1 ? observers : [`(${observers.join(') \\/ (')})`]),
  ]);
}

export function sorts(form: NormalForm): { proc: string; view: string; entry: string } {
  return {
    proc: printSort(form.process),
    view: printSort(form.view),
    entry: printSort(form.entry),
  };
}

/** The own guard of something that takes the token holds at p, whoever has it. */
export function needText(stage: Stage, p: string): string {
  const needs = turnsOf(stage.form).map((u) => {
    const passage = passageAt(stage, u, p);
    const guards = u.guards.map((g) => moveExpr(g.condition, passage));
    return allOf(bind(guards, u.others).conditions.map(exprText));
  });
  return needs.length === 1 ? (needs[0] ?? 'false') : `(${needs.join(') \\/ (')})`;
}

function renameStates(expr: Expr, rename: (state: string) => string): Expr {
  if (expr.kind === 'state') return { ...expr, name: rename(expr.name) };
  return mapChildren(expr, (child) => renameStates(child, rename));
}
