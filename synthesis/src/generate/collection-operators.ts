/** Operators that make or look at collections. */
import type { Apply } from '@maat/spec-lang';
import { arrayClass, collectionClass } from './sorts.js';
import { argument, indexText, type TermWriter } from './term-writer.js';

type Write = (expr: Apply, terms: TermWriter) => string;

const display: Write = (expr, terms) =>
  `${collectionClass(expr.sort, terms.scribe)}(${expr.args.map((a) => terms.owned(a)).join(', ')})`;

/** `a.name(b)` */
const method =
  (name: string): Write =>
  (expr, terms) =>
    `${terms.read(argument(expr, 0))}.${name}(${expr.args
      .slice(1)
      .map((a) => terms.read(a))
      .join(', ')})`;

/** `b.name(a)` */
const methodOfSecond =
  (name: string): Write =>
  (expr, terms) =>
    `${terms.read(argument(expr, 1))}.${name}(${terms.read(argument(expr, 0))})`;

/** Told the place. */
const partial =
  (name: string): Write =>
  (expr, terms) =>
    `${terms.read(argument(expr, 0))}.${name}(${terms.scribe.place(expr.span)})`;

/** A function of the support library that asks whoever runs the layer how messages are written. */
export function aboutMessage(name: string, expr: Apply, terms: TermWriter): string {
  const args = expr.args.map((a) => terms.read(a));
  return `${terms.scribe.use(name)}(${['this.out', ...args].join(', ')})`;
}

export const COLLECTION_OPERATORS = {
  empty: display,
  display,
  constant: ((expr, terms) =>
    `${arrayClass(expr.sort, terms.scribe)}(${terms.owned(argument(expr, 0))})`) as Write,
  in: methodOfSecond('has'),
  defined: method('has'),
  size: ((expr, terms) => {
    const of = argument(expr, 0);
    return of.kind === 'apply' && of.op === 'pieces'
      ? aboutMessage('pieceCount', of, terms)
      : `${terms.read(of)}.size`;
  }) as Write,
  keys: method('keys'),
  rank: methodOfSecond('rank'),
  count: methodOfSecond('count'),
  subset: method('subsetOf'),
  prefix: method('isPrefixOf'),
  least: partial('least'),
  greatest: partial('greatest'),
  head: partial('head'),
  last: partial('last'),
  elements: method('elements'),
  slice: method('slice'),
  index: ((expr, terms) => {
    const of = argument(expr, 0);
    const place = of.sort.kind === 'array' ? '' : `, ${terms.scribe.place(expr.span)}`;
    return `${terms.read(of)}.at(${indexText(expr.args.slice(1), terms)}${place})`;
  }) as Write,
};
