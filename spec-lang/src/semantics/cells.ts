/** An array chosen cell by cell: `choose v where \A i (P(v[i], i))` needs no search over whole arrays. */
import type { Bound, Expr } from '../ir/expr.js';
import { rewriteUp, subterms } from '../ir/fold.js';
import type { ArraySort } from '../ir/sort.js';
import { freshName } from '../ir/fresh-name.js';
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
import { defaultValue, finiteDomain } from './domain.js';
import { solutions, type Range } from './quantified-range.js';
import type { Value } from './value.js';

/** Undefined when the condition does not speak of each cell by itself. */
export function cellByCell(
  variable: Bound,
  where: Expr | undefined,
  span: Span,
  context: Context,
  compile: Compile,
): Range | undefined {
  const { sort } = variable;
  const each = where && sort.kind === 'array' ? eachCell(variable.name, where, sort) : undefined;
  if (sort.kind !== 'array' || each === undefined) return undefined;
  const inner = withLocals(
    context,
    each.index.map((b) => b.name),
  );
  const slots = each.index.map((b) => slotOf(inner, b.name));
  const cell = solutions(each.cell, conjuncts(each.condition), span, inner, compile);
  const keys = keysOf(each.index, context, span);
  return (machine) => {
    const choices = keys.map((key) => cell(at(machine, slots, key)));
    const otherwise = defaultValue(sort.of, context.scope, span);
    return product(choices).map((values) =>
      arrayOf(
        otherwise,
        values.map((v, i): Entry => [keyValue(keys[i] ?? []), v]),
      ),
    );
  };
}

interface EachCell {
  readonly index: readonly Bound[];
  readonly cell: Bound;
  readonly condition: Expr;
}

function eachCell(name: string, where: Expr, sort: ArraySort): EachCell | undefined {
  const index: Bound[] = [];
  let body = where;
  while (index.length < sort.index.length) {
    if (body.kind !== 'quantified' || body.quantifier !== 'forall' || body.within !== undefined)
      return undefined;
    index.push(body.variable);
    body = body.body;
  }
  const names = new Set([...subterms(body)].flatMap((e) => (e.kind === 'local' ? [e.name] : [])));
  const cell = { name: freshName('cell', names), sort: sort.of };
  const condition = rewriteUp(body, (e) =>
    isCell(e, name, index) ? { kind: 'local', name: cell.name, sort: sort.of, span: e.span } : e,
  );
  const whole = [...subterms(condition)].some((e) => e.kind === 'local' && e.name === name);
  return whole ? undefined : { index, cell, condition };
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

function keysOf(
  index: readonly Bound[],
  context: Context,
  span: Span,
): readonly (readonly Value[])[] {
  return product(index.map((b) => finiteDomain(b.sort, context.scope, span, b.name)));
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

function product<T>(choices: readonly (readonly T[])[]): readonly (readonly T[])[] {
  return choices.reduce<readonly (readonly T[])[]>(
    (found, choice) => found.flatMap((before) => choice.map((c) => [...before, c])),
    [[]],
  );
}
