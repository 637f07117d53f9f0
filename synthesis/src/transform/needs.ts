/** What has to hold for a term to have a value, in words that have one themselves. */
import {
  BOOL,
  NOWHERE,
  STRING,
  children,
  equalExpr,
  type Expr,
  type Operator,
} from '@maat/spec-lang';
import { and, apply, less, local, nat, not } from './build.js';

/** Whether a term, and so all that is in it, is known to have a value. */
export type IsKnown = (e: Expr) => boolean;

/** The conditions, to be read in this order; each is defined where those before it hold. */
export function needs(e: Expr, isKnown: IsKnown): readonly Expr[] {
  if (isKnown(e)) return [];
  switch (e.kind) {
    case 'if': {
      const [then, other] = [e.then, e.else].map((branch) => needs(branch, isKnown));
      const yes = unsaid(then ?? [], conjuncts(e.condition));
      const no = unsaid(other ?? [], denied(e.condition));
      const both: Expr = { ...e, then: and(yes), else: and(no), sort: BOOL };
      return [...needs(e.condition, isKnown), ...(yes.length + no.length === 0 ? [] : [both])];
    }
    case 'quantified':
    case 'comprehension':
      return ofEach(e, isKnown);
    case 'apply':
      return isShort(e.op)
        ? shortCircuit(e.op, e.args, isKnown)
        : [...inner(e, isKnown), ...own(e)];
    case 'select':
      return [...inner(e, isKnown), ...ofCase(e)];
    case 'literal':
    case 'local':
    case 'state':
    case 'call':
    case 'tuple':
    case 'inject':
      return inner(e, isKnown);
  }
}

function inner(e: Expr, isKnown: IsKnown): readonly Expr[] {
  return children(e).flatMap((child) => needs(child, isKnown));
}

const isShort = (op: Operator): boolean => op === 'and' || op === 'or' || op === 'implies';

/** What stands to the right is read only where the left does not decide. */
function shortCircuit(
  op: Operator,
  [first, ...rest]: readonly Expr[],
  isKnown: IsKnown,
): readonly Expr[] {
  if (first === undefined) return [];
  const known = op === 'or' ? denied(first) : conjuncts(first);
  const right = unsaid(shortCircuit(op, rest, isKnown), known);
  if (right.length === 0) return needs(first, isKnown);
  const there = op === 'or' ? 'or' : 'implies';
  return [...needs(first, isKnown), apply(there, BOOL, first, and(right))];
}

/** A quantifier and a comprehension read their condition for every value. */
function ofEach(
  e: Extract<Expr, { kind: 'quantified' | 'comprehension' }>,
  isKnown: IsKnown,
): readonly Expr[] {
  const within = e.within === undefined ? [] : needs(e.within, isKnown);
  const { variable } = e;
  const read =
    e.kind === 'quantified'
      ? needs(e.body, isKnown)
      : shortCircuit('and', [...(e.where === undefined ? [] : [e.where]), e.element], isKnown);
  const open = unsaid(read, inRange(e));
  if (open.length === 0) return within;
  const range = e.within === undefined ? {} : { within: e.within };
  const all: Expr = {
    kind: 'quantified',
    quantifier: 'forall',
    variable,
    ...range,
    body: and(open),
    sort: BOOL,
    span: NOWHERE,
  };
  return [...within, all];
}

/** What is known of each value: a key of a map has a value there. */
function inRange({
  within,
  variable,
}: Extract<Expr, { kind: 'quantified' | 'comprehension' }>): readonly Expr[] {
  const [map] = within?.kind === 'apply' && within.op === 'keys' ? within.args : [];
  return map === undefined
    ? []
    : [apply('defined', BOOL, map, local(variable.name, variable.sort))];
}

const OF_SEQUENCES: ReadonlySet<Operator> = new Set<Operator>(['head', 'tail', 'last', 'init']);

function own({ op, args }: Extract<Expr, { kind: 'apply' }>): readonly Expr[] {
  const [of, index] = args;
  if (of === undefined) return [];
  if (OF_SEQUENCES.has(op) || op === 'least' || op === 'greatest')
    return [apply('ne', BOOL, of, apply('empty', of.sort))];
  if (op === 'val') return [apply('ne', BOOL, of, apply('nil', of.sort))];
  if (index === undefined) return [];
  if (op === 'div' || op === 'mod')
    return isZeroExcluded(index) ? [] : [apply('ne', BOOL, index, nat(0))];
  if (op === 'index' && of.sort.kind === 'map') return [apply('defined', BOOL, of, index)];
  return op === 'index' && of.sort.kind === 'seq'
    ? [less(index, apply('size', { kind: 'nat' }, of))]
    : [];
}

function isZeroExcluded(divisor: Expr): boolean {
  return divisor.kind === 'literal' && divisor.value !== 0;
}

/** Of a field that one case alone has. */
function ofCase({ of, field }: Extract<Expr, { kind: 'select' }>): readonly Expr[] {
  if (of.sort.kind !== 'union' || of.sort.cases.length === 1) return [];
  const [only, more] = of.sort.cases.filter((c) => c.fields.some((f) => f.name === field));
  if (only === undefined || more !== undefined) return [];
  const tag: Expr = { kind: 'literal', value: only.tag, sort: STRING, span: NOWHERE };
  return [apply('hasTag', BOOL, of, tag)];
}

export function unsaid(wanted: readonly Expr[], said: readonly Expr[]): readonly Expr[] {
  return wanted.filter((w) => !said.some((s) => says(s, w)));
}

export function conjuncts(e: Expr): readonly Expr[] {
  return e.kind === 'apply' && e.op === 'and' ? e.args.flatMap(conjuncts) : [e];
}

/** What holds where the condition does not. */
function denied(e: Expr): readonly Expr[] {
  if (e.kind !== 'apply') return [not(e)];
  if (e.op === 'or') return e.args.flatMap(denied);
  if (e.op === 'not') return e.args.flatMap(conjuncts);
  if (e.op === 'eq') return [{ ...e, op: 'ne' }];
  return e.op === 'ne' ? [{ ...e, op: 'eq' }] : [not(e)];
}

function says(guard: Expr, wanted: Expr): boolean {
  if (equalExpr(guard, wanted)) return true;
  if (guard.kind !== 'apply' || wanted.kind !== 'apply') return false;
  const [a, b] = guard.args;
  const [of] = wanted.args;
  if (a === undefined || of === undefined) return false;
  if (wanted.op !== 'ne') return false;
  if (guard.op === 'ne') return equalExpr(a, of) && isNothing(b);
  const isLength = (e: Expr | undefined): boolean =>
    e?.kind === 'apply' && e.op === 'size' && e.args[0] !== undefined && equalExpr(e.args[0], of);
  if (guard.op === 'gt') return isLength(a);
  return guard.op === 'lt' && isLength(b);
}

function isNothing(e: Expr | undefined): boolean {
  if (e?.kind !== 'apply') return false;
  return e.op === 'empty' || e.op === 'nil' || (e.op === 'display' && e.args.length === 0);
}
