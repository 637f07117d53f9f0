/** Sort inference of `f(a, b)`: definitions, constructors, ring operators, built-in functions. */
import type { AstExpr } from '../../syntax/ast.js';
import type { Expr } from '../../ir/expr.js';
import type { Sort } from '../../ir/sort.js';
import { casesOf, constantNames } from '../resolve/constants.js';
import { BROKEN, type DefinitionEntry, type Scope } from '../resolve/scope.js';
import { spellingFix } from '../resolve/suggest.js';
import { printSort } from '../../ir/print-sort.js';
import { sameSort } from '../resolve/sort-relations.js';
import { apply, expect, expectStored, whole, type Infer } from './context.js';
import { inferInject } from './displays.js';
import { FUNCTIONS } from './functions.js';
import { inferSetField } from './set-field.js';

type CallExpr = AstExpr & { kind: 'call' };

export function inferCall(infer: Infer, e: CallExpr, scope: Scope, want?: Sort): Expr | undefined {
  const name = e.name.text;
  const definition = scope.definitions.get(name);
  if (definition !== undefined) return inferDefined(infer, e, definition, scope);
  const constructed = inferConstructed(infer, e, scope, want);
  if (constructed !== 'none') return constructed;
  const ring = inferRing(infer, e, scope, want);
  if (ring !== 'none') return ring;
  const builtIn = FUNCTIONS.get(name);
  if (builtIn !== undefined) return inferBuiltIn(infer, e, builtIn, scope, want);
  if (name.startsWith('set_') && e.args.length === 2) return inferSetField(infer, e, scope, want);
  for (const arg of e.args) infer(arg, scope);
  return unknownFunction(e, scope);
}

function inferDefined(
  infer: Infer,
  e: CallExpr,
  d: DefinitionEntry,
  scope: Scope,
): Expr | undefined {
  if (d.clash !== undefined) {
    const [one, other] = d.clash;
    const message = `${e.name.text} is one thing in ${one} and another in ${other}`;
    return scope.report.add('E0212', e.name.span, message);
  }
  if (d.parameters.length !== e.args.length)
    return wrongCount(e, String(d.parameters.length), scope);
  const args = whole(
    e.args.map((arg, i) => {
      const sort = d.parameters[i];
      return sort === undefined || sort === BROKEN
        ? undefined
        : expectStored(infer, arg, scope, sort);
    }),
  );
  if (args === undefined || d.result === BROKEN) return undefined;
  return { kind: 'call', name: e.name.text, args, sort: d.result, span: e.span };
}

function wrongCount(e: CallExpr, wanted: string, scope: Scope): undefined {
  const message = `${e.name.text} takes ${wanted} argument${wanted === '1' ? '' : 's'}; here are ${e.args.length}`;
  return scope.report.add('E0304', e.span, message);
}

function inferConstructed(
  infer: Infer,
  e: CallExpr,
  scope: Scope,
  want?: Sort,
): Expr | undefined | 'none' {
  const cases = casesOf(e.name.text, scope);
  const [first] = cases;
  if (first === undefined) return 'none';
  const wanted = want && cases.find((c) => sameSort(c.union, want));
  const chosen = wanted ?? (cases.length === 1 ? first : undefined);
  if (chosen !== undefined) return inferInject(infer, e, chosen.union, chosen.case, scope);
  const unions = cases.map((c) => printSort(c.union)).join(' and ');
  return scope.report.add(
    'E0212',
    e.span,
    `${e.name.text} is a case of ${unions}; write (${e.name.text}(…): Sort)`,
  );
}

const RING_OPERATORS = {
  left: 'ringLeft',
  right: 'ringRight',
  name: 'ringName',
  first: 'ringFirst',
} as const;

function inferRing(
  infer: Infer,
  e: CallExpr,
  scope: Scope,
  want?: Sort,
): Expr | undefined | 'none' {
  const spelling = Object.keys(RING_OPERATORS).find((op) => op === e.name.text);
  const [only] = scope.rings;
  if (spelling === undefined || only === undefined) return 'none';
  const op = RING_OPERATORS[spelling as keyof typeof RING_OPERATORS];
  if (e.args.length !== (op === 'ringFirst' ? 0 : 1))
    return wrongCount(e, op === 'ringFirst' ? '0' : '1', scope);
  const args = whole(e.args.map((arg) => infer(arg, scope, only.index)));
  if (args === undefined) return undefined;
  const ring = scope.rings.find((r) => fitsRing(r, args, op, want)) ?? only;
  const checked = whole(e.args.map((arg) => expect(infer, arg, scope, ring.index)));
  return checked && apply(op, checked, op === 'ringName' ? ring.name : ring.index, e.span);
}

function fitsRing(
  ring: { readonly index: Sort; readonly name: Sort },
  args: readonly Expr[],
  op: string,
  want?: Sort,
): boolean {
  if (want !== undefined && op === 'ringName' && !sameSort(ring.name, want)) return false;
  return args.every((arg) => sameSort(arg.sort, ring.index));
}

type BuiltIn = NonNullable<ReturnType<typeof FUNCTIONS.get>>;

function inferBuiltIn(
  infer: Infer,
  e: CallExpr,
  f: BuiltIn,
  scope: Scope,
  want?: Sort,
): Expr | undefined {
  const most = f.most ?? f.least;
  if (e.args.length >= f.least && e.args.length <= most) return f.infer({ infer, e, scope, want });
  return wrongCount(e, f.least === most ? String(most) : `${f.least} to ${most}`, scope);
}

function unknownFunction(e: CallExpr, scope: Scope): undefined {
  const name = e.name.text;
  const known = [...scope.definitions.keys(), ...FUNCTIONS.keys(), ...constantNames(scope)];
  const fixes = spellingFix(name, e.name.span, known);
  const hint = ['left', 'right', 'first', 'name'].includes(name)
    ? '; write assumes RingIndex(I, String) for the ring operators'
    : fixes.length === 0
      ? '; declare it with let'
      : '';
  return scope.report.add('E0206', e.name.span, `there is no operator ${name}${hint}`, { fixes });
}
