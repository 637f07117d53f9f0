/**
 * Where each step of the derivation keeps what the service reads and writes. The same clause is
 * written four times, with four places: per view and process, per process, and in the layer.
 */
import {
  BOOL,
  mapChildren,
  NAT,
  type Assign,
  type Expr,
  type Guard,
  type PathStep,
  type Sort,
  type Stmt,
  type Target,
} from '@maat/spec-lang';
import { accessOf, mapAccesses, type Access } from './access.js';
import { apply, assign, at, equal, less, nat, select, state } from './build.js';
import { ENTRY, type NormalForm, type OwnVariable } from './normal-form.js';

export interface Place {
  /** The acting process; all the rest is its state. */
  readonly process: Expr;
  readonly own: (variable: OwnVariable, rest: readonly Expr[]) => Expr;
  readonly value: (variable: string, sort: Sort) => Expr;
  readonly current: Expr;
  readonly members: Expr;
  readonly departed: Expr;
  /** The length of the log, as far as the holder of the token knows it. */
  readonly length: Expr;
  /** The received updates that are not yet observed: a map from slots to entries. */
  readonly filled: Expr;
}

/** One clause's way from the service to a place. */
export interface Passage {
  readonly form: NormalForm;
  readonly place: Place;
  readonly p: string;
}

export function moveExpr(expr: Expr, passage: Passage): Expr {
  const { form, p, place } = passage;
  const moved = mapAccesses(expr, p, form.shape, (access, from) =>
    moveAccess(access, from, passage),
  );
  const entry = place.filled;
  return replaceLocals(moved, (name) => {
    if (name === p) return place.process;
    return name === ENTRY ? at(entry, [indexPlace(passage)], form.entry) : undefined;
  });
}

/** A guard at its place, which knows where it stands in the service. */
export function moveGuard({ condition, span }: Guard, passage: Passage): Expr {
  return { ...moveExpr(condition, passage), span };
}

/** The place of the index of the next slot to observe. */
export function indexPlace({ form, place }: Passage): Expr {
  return place.own(form.index, []);
}

function moveAccess(access: Access, from: Expr, passage: Passage): Expr {
  const { form, place } = passage;
  switch (access.kind) {
    case 'own': {
      const variable = form.own.find((o) => o.variable.name === access.variable);
      if (variable === undefined) throw new Error(`${access.variable} is not kept`);
      return place.own(
        variable,
        access.rest.map((index) => moveExpr(index, passage)),
      );
    }
    case 'current':
      return place.current;
    case 'members':
      return place.members;
    case 'departed':
      return place.departed;
    case 'value':
      return place.value(access.variable, from.sort);
    case 'length':
      return place.length;
    case 'blank':
      return access.negated ? less(nat(0), place.length) : equal(place.length, nat(0));
    case 'ready':
      return apply('defined', BOOL, place.filled, moveExpr(access.index, passage));
    case 'entry':
      return at(place.filled, [moveExpr(access.index, passage)], form.entry);
    case 'log':
    case 'foreign':
      throw new Error(`no place for ${access.kind} access`);
  }
}

/** What replaces the append to the log and which assignments are left out. */
export interface Moves {
  readonly append: (entry: Expr) => readonly Stmt[];
  /** Assignments to folded values stay: only where an entry is folded in. */
  readonly folds?: boolean;
}

/** Statements keep their order; those on ghosts, folded values and the group's variables go. */
export function moveStmts(stmts: readonly Stmt[], passage: Passage, moves: Moves): readonly Stmt[] {
  return stmts.flatMap((stmt) => moveStmt(stmt, passage, moves));
}

function moveStmt(stmt: Stmt, passage: Passage, moves: Moves): readonly Stmt[] {
  const inner = (body: readonly Stmt[]): readonly Stmt[] => moveStmts(body, passage, moves);
  const expr = (e: Expr): Expr => moveExpr(e, passage);
  switch (stmt.kind) {
    case 'assign':
      return moveAssign(stmt, passage, moves);
    case 'if': {
      const branches = stmt.branches.map((b) => ({ ...b, body: inner(b.body) }));
      const otherwise = inner(stmt.otherwise);
      if (otherwise.length === 0 && branches.every((b) => b.body.length === 0)) return [];
      const moved = branches.map((b) => ({ ...b, condition: expr(b.condition) }));
      return [{ ...stmt, branches: moved, otherwise }];
    }
    case 'for': {
      const body = inner(stmt.body);
      if (body.length === 0) return [];
      const { within, where, ...rest } = stmt;
      return [
        {
          ...rest,
          ...(within === undefined ? {} : { within: expr(within) }),
          ...(where === undefined ? {} : { where: expr(where) }),
          body,
        },
      ];
    }
    case 'while':
      return [{ ...stmt, condition: expr(stmt.condition), body: inner(stmt.body) }];
    case 'choose':
    case 'emit':
    case 'fire':
      throw new Error(`${stmt.kind} in a service`);
  }
}

function moveAssign(
  { target, value, span }: Assign,
  passage: Passage,
  moves: Moves,
): readonly Stmt[] {
  const { form, p } = passage;
  const { cell, inner } = splitTarget(target);
  if (target.name === form.log.name) return moves.append(appendedEntry(value));
  const access = accessOf(cell, p, form.shape);
  const kept =
    (access?.kind === 'value' && moves.folds === true) ||
    (access?.kind === 'own' && form.own.some((o) => o.variable.name === access.variable));
  if (!kept) return [];
  const place = inner.reduce<Expr>(
    (of, step) =>
      step.kind === 'at' ? at(of, movedAll(step.index, passage), NAT) : select(of, step.name, NAT),
    moveExpr(cell, passage),
  );
  return [{ ...assign(place, moveExpr(value, passage)), span }];
}

function movedAll(index: readonly Expr[], passage: Passage): readonly Expr[] {
  return index.map((e) => moveExpr(e, passage));
}

/** The first index of a target with the variable, and the steps further inwards. */
export function splitTarget(target: Target): {
  readonly cell: Expr;
  readonly inner: readonly PathStep[];
} {
  const [first, ...inner] = target.path;
  const variable = state(target.name, target.sort);
  if (first?.kind !== 'at') return { cell: variable, inner: [] };
  return { cell: at(variable, first.index, NAT), inner };
}

/** The entry of `log |- entry`. */
function appendedEntry(value: Expr): Expr {
  const entry = value.kind === 'apply' && value.op === 'append' ? value.args[1] : undefined;
  if (entry === undefined) throw new Error('not an append');
  return entry;
}

export function replaceLocals(expr: Expr, replace: (name: string) => Expr | undefined): Expr {
  if (expr.kind === 'local') return replace(expr.name) ?? expr;
  return mapChildren(expr, (child) => replaceLocals(child, replace));
}
