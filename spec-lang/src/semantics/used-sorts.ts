/** Which uninterpreted sorts an automaton speaks of: those a scope must give elements. */
import type { Automaton } from '../ir/program.js';
import type { Sort } from '../ir/sort.js';

/** By name, parameters first, in order of first use. */
export function uninterpretedSorts(automaton: Automaton): readonly string[] {
  const names = new Set<string>(automaton.parameters.types);
  for (const sort of mentionedSorts(automaton)) collect(sort, names);
  return [...names];
}

function* mentionedSorts(automaton: Automaton): Generator<Sort> {
  yield* automaton.sorts;
  for (const v of automaton.parameters.values) yield v.sort;
  for (const variable of automaton.states) yield variable.sort;
  for (const action of automaton.signature) for (const p of action.parameters) yield p.sort;
  for (const transition of automaton.transitions) for (const l of transition.locals) yield l.sort;
}

function collect(sort: Sort, names: Set<string>): void {
  if (sort.kind === 'uninterpreted') names.add(sort.name);
  for (const part of partsOf(sort)) collect(part, names);
}

/** The sorts of which this one is made. */
export function partsOf(sort: Sort): readonly Sort[] {
  switch (sort.kind) {
    case 'bool':
    case 'nat':
    case 'int':
    case 'char':
    case 'string':
    case 'uninterpreted':
    case 'enum':
      return [];
    case 'tuple':
      return sort.fields.map((f) => f.sort);
    case 'union':
      return sort.cases.flatMap((c) => c.fields.map((f) => f.sort));
    case 'null':
    case 'set':
    case 'mset':
    case 'seq':
      return [sort.of];
    case 'map':
      return [sort.from, sort.to];
    case 'array':
      return [...sort.index, sort.of];
  }
}
