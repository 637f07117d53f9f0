/**
 * How an expression of a service's clause reads the state, seen from the acting process p: its
 * own cells, the replicated globals of its view, the group's variables, or others' state.
 */
import { mapChildren, type Expr, type Sort } from '@maat/spec-lang';
import type { Shape } from './normal-form.js';

export type Access =
  /** `x[p, rest]` or `x[cur[p].val, p, rest]`. */
  | {
      readonly kind: 'own';
      readonly variable: string;
      readonly perView: boolean;
      readonly rest: readonly Expr[];
    }
  | { readonly kind: 'current' }
  | { readonly kind: 'members' }
  /** `p \in left`. */
  | { readonly kind: 'departed' }
  | { readonly kind: 'value'; readonly variable: string }
  | { readonly kind: 'length' }
  /** The log is empty, or is not. */
  | { readonly kind: 'blank'; readonly negated: boolean }
  /** `i < len(log)` or `len(log) > i` for an own variable i. */
  | { readonly kind: 'ready'; readonly index: Expr }
  /** `log[i]` for an own variable i. */
  | { readonly kind: 'entry'; readonly index: Expr }
  /** The whole log in any other way. */
  | { readonly kind: 'log' }
  | { readonly kind: 'foreign'; readonly variable: string };

export type Replace = (access: Access, at: Expr) => Expr;

/** Rewrites every access to the state; everything else stays. */
export function mapAccesses(expr: Expr, p: string, shape: Shape, replace: Replace): Expr {
  const access = accessOf(expr, p, shape);
  if (access !== undefined) return replace(access, expr);
  return mapChildren(expr, (child) => mapAccesses(child, p, shape, replace));
}

export interface Found {
  readonly access: Access;
  readonly at: Expr;
}

/** All accesses of an expression, those inside an index included. */
export function accessesOf(expr: Expr, p: string, shape: Shape): readonly Found[] {
  const found: Found[] = [];
  const visit: Replace = (access, at) => {
    found.push({ access, at });
    for (const inner of innerOf(access)) mapAccesses(inner, p, shape, visit);
    return at;
  };
  mapAccesses(expr, p, shape, visit);
  return found;
}

function innerOf(access: Access): readonly Expr[] {
  if (access.kind === 'own') return access.rest;
  if (access.kind === 'ready' || access.kind === 'entry') return [access.index];
  return [];
}

export function accessOf(expr: Expr, p: string, shape: Shape): Access | undefined {
  if (expr.kind === 'state') return bare(expr.name);
  if (expr.kind !== 'apply') return undefined;
  return (
    departure(expr, p) ??
    onLog(expr, p, shape) ??
    (expr.op === 'index' ? indexed(expr.args, p, shape) : undefined)
  );
}

function bare(variable: string): Access {
  return { kind: 'foreign', variable };
}

type Application = Extract<Expr, { kind: 'apply' }>;

function departure(expr: Application, p: string): Access | undefined {
  const [who, set] = expr.args;
  const departed =
    expr.op === 'in' && isLocal(who, p) && set?.kind === 'state' && set.name === 'left';
  return departed ? { kind: 'departed' } : undefined;
}

function onLog(expr: Application, p: string, shape: Shape): Access | undefined {
  const [first, second] = expr.args;
  if (expr.op === 'size' && isLog(first, p, shape)) return { kind: 'length' };
  if ((expr.op === 'eq' || expr.op === 'ne') && isLog(first, p, shape) && isEmpty(second))
    return { kind: 'blank', negated: expr.op === 'ne' };
  if (expr.op === 'lt' && isOwn(first, p, shape) && isLogLength(second, p, shape))
    return { kind: 'ready', index: first };
  if (expr.op === 'gt' && isLogLength(first, p, shape) && isOwn(second, p, shape))
    return { kind: 'ready', index: second };
  if (expr.op === 'index' && isLog(first, p, shape) && isOwn(second, p, shape))
    return { kind: 'entry', index: second };
  return undefined;
}

function indexed(args: readonly Expr[], p: string, shape: Shape): Access | undefined {
  const [of, ...index] = args;
  if (of?.kind !== 'state') return undefined;
  const [first] = index;
  if (of.name === 'cur') return isLocal(first, p) ? { kind: 'current' } : bare(of.name);
  if (of.name === 'members') return isCurrentView(first, p) ? { kind: 'members' } : bare(of.name);
  if (of.name === shape.log) return isCurrentView(first, p) ? { kind: 'log' } : bare(of.name);
  if (shape.values.has(of.name))
    return isCurrentView(first, p) ? { kind: 'value', variable: of.name } : bare(of.name);
  return ownCell(of.name, index, p) ?? bare(of.name);
}

function ownCell(variable: string, index: readonly Expr[], p: string): Access | undefined {
  const [first, second] = index;
  if (variable === 'prev' || variable === 'entered') return undefined;
  if (isLocal(first, p)) return { kind: 'own', variable, perView: false, rest: index.slice(1) };
  if (isCurrentView(first, p) && isLocal(second, p))
    return { kind: 'own', variable, perView: true, rest: index.slice(2) };
  return undefined;
}

function isOwn(expr: Expr | undefined, p: string, shape: Shape): expr is Expr {
  return expr !== undefined && accessOf(expr, p, shape)?.kind === 'own';
}

function isLog(expr: Expr | undefined, p: string, shape: Shape): boolean {
  return expr !== undefined && accessOf(expr, p, shape)?.kind === 'log';
}

function isLogLength(expr: Expr | undefined, p: string, shape: Shape): boolean {
  return expr !== undefined && accessOf(expr, p, shape)?.kind === 'length';
}

function isEmpty(expr: Expr | undefined): boolean {
  return (
    expr?.kind === 'apply' &&
    (expr.op === 'empty' || (expr.op === 'display' && expr.args.length === 0))
  );
}

export function isLocal(expr: Expr | undefined, name: string): boolean {
  return expr?.kind === 'local' && expr.name === name;
}

/** `cur[p].val`. */
export function isCurrentView(expr: Expr | undefined, p: string): boolean {
  if (expr?.kind !== 'apply' || expr.op !== 'val') return false;
  const [of] = expr.args;
  if (of?.kind !== 'apply' || of.op !== 'index') return false;
  const [variable, index] = of.args;
  return variable?.kind === 'state' && variable.name === 'cur' && isLocal(index, p);
}

/** Whether two sorts are one. */
export function sameSort(left: Sort, right: Sort): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
