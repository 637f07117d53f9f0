/** Operators of Map, Array and Null. */
import { and, ite, minus, not } from '../../logic/build.js';
import { FALSE, numeral } from '../../logic/term.js';
import { indexed, updated } from '../access.js';
import { dummy } from '../dummy.js';
import { expectSym, type MapSym, type Sym } from '../value.js';
import type { Rules, Site } from './site.js';

export const FUNCTIONS = {
  index: (site) => indexed(site.sym(0), site.operands.slice(1), site.ok),
  update: (site) => updated(site.problem, site.expr, site.operands, site.ok),
  constant: (site) => site.total({ kind: 'array', at: () => site.sym(0) }),
  defined: (site) => site.says(expectSym(site.sym(0), 'map').has(site.sym(1))),
  remove: (site) => site.total(removed(site)),
  keys: (site) => site.total(keysOf(expectSym(site.sym(0), 'map'))),
  nil: (site) => site.total(dummy(site.problem, site.expr.sort, site.expr.span)),
  embed: (site) => site.total({ kind: 'null', isNil: FALSE, val: site.sym(0) }),
  val: (site) => {
    const { isNil, val } = expectSym(site.sym(0), 'null');
    return site.when(not(isNil), val);
  },
} as const satisfies Rules;

function removed(site: Site): Sym {
  const { sort } = site.expr;
  if (sort.kind !== 'map') throw new TypeError('a map is meant');
  const map = expectSym(site.sym(0), 'map');
  const gone = site.sym(1);
  return {
    kind: 'map',
    has: (k) => and(not(site.same(sort.from, k, gone)), map.has(k)),
    at: map.at,
    grown: (size) => minus(size(map), ite(map.has(gone), numeral(1), numeral(0))),
  };
}

/** As many as the map has entries. */
function keysOf({ has, grown }: MapSym): Sym {
  return { kind: 'set', has, ...(grown === undefined ? {} : { grown }) };
}
