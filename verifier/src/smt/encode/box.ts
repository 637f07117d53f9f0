/**
 * Collections inside of keys. A key is plain terms, and a set of numbers in a datagram is none; so it
 * is put in a box, an element of a sort of its own, and what can be asked of the set is asked of the
 * box. Two boxes may hold the same: then the solver knows less than is true, never more.
 */
import { printSort, type Span } from '@maat/spec-lang';
import { forall } from '../logic/build.js';
import { apply, variable, type LogicSort, type Term } from '../logic/term.js';
import { freeVariables, substituteTerm } from '../logic/walk.js';
import { canonicalText } from './canonical.js';
import { equalSyms } from './compare.js';
import type { Boxes, Problem } from './context.js';
import { sharedValue } from './fresh.js';
import { boxSort, type Collection } from './logic-sort.js';
import type { Sym } from './value.js';

export const BOXES: Boxes = { boxed, unboxed };

/** The collection that the box holds. */
function unboxed(problem: Problem, sort: Collection, box: Term, span: Span): Sym {
  const under = { sorts: [boxSort(sort)], terms: [box] };
  const held = sharedValue(problem, `in.${printSort(sort)}`, sort, span, under);
  switch (held.kind) {
    case 'seq':
    case 'set':
    case 'mset':
    case 'map':
    case 'array':
      return { ...held, box };
    case 'term':
    case 'tuple':
    case 'null':
    case 'union':
      throw new TypeError(`a ${held.kind} is in no box`);
  }
}

/** A box for the collection: its own, or one for each way in which it is made, that holds the same. */
function boxed(problem: Problem, sort: Collection, value: Sym, span: Span): Term {
  if ('box' in value) return value.box;
  const own: LogicSort = boxSort(sort);
  const box = { name: 'box', sort: own };
  const same = equalSyms(problem, sort, unboxed(problem, sort, variable(box), span), value, span);
  const free = freeVariables(same).filter((v) => v.name !== box.name);
  const label = problem.labelOf(canonicalText(same, [box, ...free]));
  const name = `box.${printSort(sort)}.${String(label)}`;
  const isNew = !problem.isDeclared(name);
  const made = problem.shared(
    name,
    free.map((v) => v.sort),
    own,
  );
  const term = apply(made, free.map(variable));
  if (isNew) problem.assume(forall(free, substituteTerm(same, new Map([[box.name, term]]))));
  return term;
}
