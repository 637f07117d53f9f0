/** Operators on the elements of uninterpreted sorts: the ring of RingIndex, mint, and their pieces. */
import type { Sort } from '../../ir/sort.js';
import { domainOf, elementsOf } from '../domain.js';
import { seqOf } from '../construct.js';
import { anyOperand, numberOperand, operand, type Operation, type Site } from './operation.js';
import type { Value } from '../value.js';
import { equalValues } from '../compare.js';

export const NAMES = [
  'ringFirst',
  'ringLeft',
  'ringRight',
  'ringName',
  'mint',
  'pieces',
  'joined',
] as const;
export type NameOperator = (typeof NAMES)[number];

export function nameOperation(op: NameOperator, site: Site): Operation {
  switch (op) {
    case 'ringFirst':
      return () => elements(site.expr.sort, site)[0] ?? site.fail('the ring is empty');
    case 'ringLeft':
      return (args) => neighbour(anyOperand(args, 0), -1, site);
    case 'ringRight':
      return (args) => neighbour(anyOperand(args, 0), 1, site);
    case 'ringName':
      return (args) => nameOf(anyOperand(args, 0), site);
    case 'mint':
      return (args) => mint(numberOperand(args, 0), args.slice(1), site);
    case 'pieces':
      return (args) => pieces(anyOperand(args, 0), numberOperand(args, 1));
    case 'joined':
      return (args) => joined(operand(args, 0, 'seq').elements.map(String).join(''), site);
  }
}

function neighbour(element: Value, step: number, site: Site): Value {
  const ring = elements(site.expr.sort, site);
  const place = ring.findIndex((other) => other === element);
  const next = ring[(place + step + ring.length) % ring.length];
  return next ?? site.fail('the ring is empty');
}

/** An element's name among strings is its own, among numbers its position, elsewhere its counterpart. */
function nameOf(element: Value, site: Site): Value {
  const { sort } = site.expr;
  if (sort.kind === 'string') return element;
  const from = site.expr.args[0]?.sort;
  const place = from === undefined ? -1 : elements(from, site).findIndex((e) => e === element);
  if (sort.kind === 'nat' || sort.kind === 'int') return place;
  return (
    domainOf(sort, site.scope, site.expr.span)?.[place] ?? site.fail('too few names in the scope')
  );
}

/**
 * In a scope whose elements are named by position, the element at the arguments' own position, n
 * counting most; where a trace names the elements, the one named `n.p`.
 */
function mint(n: number, others: readonly Value[], site: Site): Value {
  const known = elements(site.expr.sort, site);
  const named = [n, ...others].map(String).join('.');
  if (known.includes(named)) return named;
  let place = n;
  for (const [i, other] of others.entries()) {
    const sort = site.expr.args[i + 1]?.sort;
    const all = sort === undefined ? undefined : domainOf(sort, site.scope, site.expr.span);
    if (all === undefined) return site.fail('mint of an infinite sort');
    place = place * all.length + all.findIndex((e) => equalValues(e, other));
  }
  return (
    known[place] ?? site.outOfScope(`the scope has only ${known.length} elements to mint from`)
  );
}

/** An element is written as its name. */
function pieces(name: Value, most: number): Value {
  if (typeof name !== 'string') throw new TypeError('an element is a name');
  const size = Math.max(1, most);
  const count = Math.max(1, Math.ceil(name.length / size));
  return seqOf(Array.from({ length: count }, (_, i) => name.slice(i * size, (i + 1) * size)));
}

function joined(name: string, site: Site): Value {
  const element = elements(site.expr.sort, site).find((e) => e === name);
  return element ?? site.fail('what is joined was not written so');
}

function elements(sort: Sort, site: Site): readonly Value[] {
  if (sort.kind !== 'uninterpreted') throw new TypeError('not an uninterpreted sort');
  return elementsOf(sort.name, site.scope, site.expr.span);
}
