/** Terms as text: least parentheses, lines broken at operators and commas. */
import { ATOM, PREFIX } from '../syntax/operators.js';
import type { Comprehension, Expr, Quantified, StateVar } from './expr.js';
import {
  branchWants,
  elementOf,
  needsSort,
  PLAIN,
  weakness,
  type Surface,
  type Want,
} from './print-hints.js';
import {
  align,
  concat,
  group,
  line,
  listed,
  nest,
  render,
  softline,
  type Doc,
} from './print-layout.js';
import { applied, atom, type Pen, type Printed } from './print-operators.js';
import { printSort } from './print-sort.js';
import { BOOL, type Sort } from './sort.js';

/** As it is written where nothing says the sort, so that it means the same anywhere. */
export function printExpr(expr: Expr, surface: Surface = PLAIN): string {
  return render(exprDoc(expr, undefined, surface));
}

/** `want`: the sort that the place asks for, as the checker would. */
export function exprDoc(expr: Expr, want: Want, surface: Surface): Doc {
  return term(expr, want, surface).doc;
}

function term(e: Expr, want: Want, surface: Surface): Printed {
  const [inside] = e.kind === 'apply' && e.op === 'natural' ? e.args : [];
  if (inside !== undefined) return term(inside, want, surface);
  if (!needsSort(e, want, surface)) return bare(e, want, surface);
  return atom(concat('(', bare(e, e.sort, surface).doc, `: ${printSort(e.sort)})`));
}

/** Open at the right: whatever follows would belong to it. */
function open(doc: Doc): Printed {
  return { doc, precedence: 0 };
}

function bare(e: Expr, want: Want, surface: Surface): Printed {
  switch (e.kind) {
    case 'literal':
      return literal(e.value, e.sort);
    case 'local':
      return atom(e.name);
    case 'state':
      return atom(stateName(e, surface));
    case 'apply':
      return applied(e, want, penOf(surface));
    case 'call': {
      const args = e.args.map((arg) => exprDoc(arg, arg.sort, surface));
      return atom(args.length === 0 ? e.name : listed(`${e.name}(`, args, ')'));
    }
    case 'if':
      return conditional(e, want, surface);
    case 'quantified':
      return atom(quantified(e, surface));
    case 'tuple': {
      const fields = e.sort.kind === 'tuple' ? e.sort.fields : [];
      return atom(
        listed(
          '[',
          e.args.map((arg, i) => exprDoc(arg, fields[i]?.sort, surface)),
          ']',
        ),
      );
    }
    case 'select':
      return atom(concat(tight(e.of, undefined, surface), `.${e.field}`));
    case 'inject': {
      const fields = e.sort.cases.find((c) => c.tag === e.tag)?.fields ?? [];
      const args = e.args.map((arg, i) => exprDoc(arg, fields[i]?.sort, surface));
      return atom(args.length === 0 ? e.tag : listed(`${e.tag}(`, args, ')'));
    }
    case 'comprehension':
      return atom(comprehension(e, want, surface));
  }
}

function literal(value: boolean | number | string, sort: Sort): Printed {
  if (typeof value === 'number')
    return value < 0
      ? { doc: String(value), precedence: PREFIX.get('-') ?? ATOM }
      : atom(String(value));
  if (typeof value === 'boolean') return atom(String(value));
  if (sort.kind === 'string') return atom(`"${escaped(value, '"')}"`);
  return atom(sort.kind === 'char' ? `'${escaped(value, "'")}'` : value);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\0', '\\0'],
  ['\\', '\\\\'],
]);

export function escaped(text: string, quote: string): string {
  return Array.from(text, (c) => (c === quote ? `\\${c}` : (ESCAPES.get(c) ?? c))).join('');
}

function penOf(surface: Surface): Pen {
  return {
    surface,
    doc: (e, want) => exprDoc(e, want, surface),
    operand: (e, want, least) => operand(e, want, least, surface),
  };
}

/** As an operand of index, select: in parentheses unless nothing can come apart. */
function tight(e: Expr, want: Want, surface: Surface): Doc {
  return operand(e, want, ATOM, surface);
}

function operand(e: Expr, want: Want, least: number, surface: Surface): Doc {
  const { doc, precedence } = term(e, want, surface);
  return precedence < least ? concat('(', align(doc), ')') : doc;
}

function conditional(e: Expr & { kind: 'if' }, want: Want, surface: Surface): Printed {
  const [then, otherwise] = branchWants(e.then, e.else, want, surface);
  return open(
    group(
      align(
        concat('if ', exprDoc(e.condition, BOOL, surface)),
        line,
        concat('then ', exprDoc(e.then, then, surface)),
        line,
        concat('else ', exprDoc(e.else, otherwise, surface)),
      ),
    ),
  );
}

function quantified(e: Quantified, surface: Surface): Doc {
  const sign = e.quantifier === 'forall' ? '\\A' : '\\E';
  const body = exprDoc(e.body, BOOL, surface);
  return group(
    `${sign} `,
    binder(e, surface, (s) => tight(s, rangeWant(e, s, surface), surface)),
    ' (',
    nest(concat(softline, body)),
    ')',
  );
}

/** `x: T \in S`; the sort is left out where S says it. */
export function binder(
  e: Pick<Quantified, 'variable' | 'within'>,
  surface: Surface,
  shown: (within: Expr) => Doc,
): Doc {
  const typed = `${e.variable.name}: ${printSort(e.variable.sort)}`;
  if (e.within === undefined) return typed;
  const element = elementOf(e.within.sort);
  const told =
    weakness(e.within, surface) === 0 && element !== undefined && same(element, e.variable.sort);
  return concat(told ? e.variable.name : typed, ' \\in ', shown(e.within));
}

function same(a: Sort, b: Sort): boolean {
  return printSort(a) === printSort(b);
}

function comprehension(e: Comprehension, want: Want, surface: Surface): Doc {
  const element = exprDoc(e.element, want?.kind === 'set' ? want.of : undefined, surface);
  const range = binder(e, surface, (s) => withinDoc(e, s, surface));
  const where =
    e.where === undefined ? '' : concat(line, 'where ', exprDoc(e.where, BOOL, surface));
  return group('{', nest(concat(element, ' : ', range, where)), '}');
}

/** What a variable ranges over, in a place where any expression may stand. */
export function withinDoc(e: Pick<Quantified, 'variable'>, within: Expr, surface: Surface): Doc {
  return exprDoc(within, rangeWant(e, within, surface), surface);
}

function rangeWant(e: Pick<Quantified, 'variable'>, within: Expr, surface: Surface): Want {
  return weakness(within, surface) > 0 ? { kind: 'set', of: e.variable.sort } : undefined;
}

function stateName(e: StateVar, surface: Surface): string {
  if (e.side === undefined || surface.sides === undefined) return e.name;
  return `${surface.sides[e.side]}.${e.name}`;
}
