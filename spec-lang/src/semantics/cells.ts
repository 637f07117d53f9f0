/** An array chosen cell by cell: `choose v where \A i (P(v[i], i))` needs no search over whole arrays. */
import type { Bound, Expr } from '../ir/expr.js';
import { rewriteUp, subterms } from '../ir/fold.js';
import type { ArraySort } from '../ir/sort.js';
import { freshName } from '../ir/fresh-name.js';
import { substitute } from '../ir/substitute.js';
import type { Span } from '../text/span.js';
import { arrayOf, tupleOf, type Entry } from './construct.js';
import {
  machineFor,
  slotOf,
  withLocals,
  type Compile,
  type Context,
  type Machine,
} from './context.js';
import { fixedOutside, keysOf, whereInside } from './cell-keys.js';
import { defaultValue, domainSize, product } from './domain.js';
import { solutions, type Range } from './quantified-range.js';
import { attempt } from './solve/pattern.js';
import type { Value } from './value.js';

/**
 * Undefined when no conjunct speaks of each cell by itself; those that speak of the whole array
 * are asked of the arrays that the others allow.
 */
export function cellByCell(
  variable: Bound,
  where: readonly Expr[],
  span: Span,
  context: Context,
  compile: Compile,
): Range | undefined {
  const { sort } = variable;
  if (sort.kind !== 'array') return undefined;
  const names = namesFor(sort, where);
  const each = where.flatMap(conjuncts).map((c) => eachCell(variable.name, c, sort, names) ?? c);
  const cells = each.flatMap((c) => ('condition' in c ? [c.condition] : []));
  if (cells.length === 0) return undefined;
  const arrays = allArrays(sort, names, cells, span, context, compile);
  const rest = each.flatMap((c) => ('condition' in c ? [] : [c]));
  return rest.length === 0 ? arrays : filtered(arrays, variable.name, rest, context, compile);
}

/** What the index and the cell are called in all conditions on cells. */
interface Names {
  readonly index: readonly Bound[];
  readonly cell: Bound;
}

function namesFor(sort: ArraySort, where: readonly Expr[]): Names {
  const used = where.flatMap((e) => [...subterms(e)]).flatMap(nameIn);
  const taken = new Set(used);
  const fresh = (name: string, of: Bound['sort']): Bound => {
    const found = freshName(name, taken);
    taken.add(found);
    return { name: found, sort: of };
  };
  return { index: sort.index.map((s) => fresh('at', s)), cell: fresh('cell', sort.of) };
}

function nameIn(e: Expr): readonly string[] {
  return e.kind === 'local' ? [e.name] : boundIn(e);
}

function boundIn(e: Expr): readonly string[] {
  return e.kind === 'quantified' || e.kind === 'comprehension' ? [e.variable.name] : [];
}

function allArrays(
  sort: ArraySort,
  { index, cell }: Names,
  conditions: readonly Expr[],
  span: Span,
  context: Context,
  compile: Compile,
): Range {
  const inner = withLocals(
    context,
    index.map((b) => b.name),
  );
  const slots = index.map((b) => slotOf(inner, b.name));
  const isEndless = index.some((b) => domainSize(b.sort, context.scope, span) === Infinity);
  const fixed = isEndless ? conditions.flatMap((c) => fixedOutside(c, cell, index))[0] : undefined;
  const open = fixed === undefined ? conditions : whereInside(conditions, fixed.inside);
  const values = solutions(cell, open, span, inner, compile);
  const keys = keysOf(index, fixed, { context, inner, span, compile });
  return (machine) => {
    const known = keys(machine);
    const choices = known.keys.map((key) => values(at(machine, slots, key)));
    const otherwise = known.otherwise ?? defaultValue(sort.of, context.scope, span);
    return product(choices).map((chosen) =>
      arrayOf(
        otherwise,
        chosen.map((v, i): Entry => [keyValue(known.keys[i] ?? []), v]),
      ),
    );
  };
}

function filtered(
  arrays: Range,
  name: string,
  conditions: readonly Expr[],
  context: Context,
  compile: Compile,
): Range {
  const inner = withLocals(context, [name]);
  const slot = slotOf(inner, name);
  const codes = conditions.map((c) => compile(c, inner));
  return (outer) => {
    const machine = machineFor(outer.state, outer.locals, outer.abstract);
    return arrays(outer).filter((array) => {
      machine.locals[slot] = array;
      return codes.every((code) => attempt(code, machine) === true);
    });
  };
}

/** `\A i \A j (P(v[i, j], i, j))` as a condition on one cell; not where a name is bound twice. */
function eachCell(
  name: string,
  where: Expr,
  sort: ArraySort,
  names: Names,
): { readonly condition: Expr } | undefined {
  const index: Bound[] = [];
  let body = where;
  while (index.length < sort.index.length) {
    if (body.kind !== 'quantified' || body.quantifier !== 'forall' || body.within !== undefined)
      return undefined;
    index.push(body.variable);
    body = body.body;
  }
  const bound = [name, ...index.map((b) => b.name), ...[...subterms(body)].flatMap(boundIn)];
  if (new Set(bound).size < bound.length) return undefined;
  const { cell } = names;
  const inCell = rewriteUp(body, (e) =>
    isCell(e, name, index) ? { kind: 'local', name: cell.name, sort: sort.of, span: e.span } : e,
  );
  if ([...subterms(inCell)].some((e) => e.kind === 'local' && e.name === name)) return undefined;
  const by = index.map((b, i): [string, Expr] => {
    const to = names.index[i] ?? b;
    return [b.name, { kind: 'local', name: to.name, sort: to.sort, span: where.span }];
  });
  return { condition: substitute(inCell, new Map(by)) };
}

function isCell(e: Expr, name: string, index: readonly Bound[]): boolean {
  if (e.kind !== 'apply' || e.op !== 'index') return false;
  const [array, ...keys] = e.args;
  return (
    array?.kind === 'local' &&
    array.name === name &&
    keys.length === index.length &&
    keys.every((k, i) => k.kind === 'local' && k.name === index[i]?.name)
  );
}

function conjuncts(e: Expr): readonly Expr[] {
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjuncts) : [e];
}

function keyValue(key: readonly Value[]): Value {
  const [only] = key;
  return key.length === 1 && only !== undefined ? only : tupleOf(key);
}

function at(outer: Machine, slots: readonly number[], key: readonly Value[]): Machine {
  const machine = machineFor(outer.state, outer.locals, outer.abstract);
  for (const [i, slot] of slots.entries()) {
    const value = key[i];
    if (value !== undefined) machine.locals[slot] = value;
  }
  return machine;
}
