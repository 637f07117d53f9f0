/** Guards solved once for all states that agree in what the guards read: a search meets few such classes. */
import { statesRead } from '../../ir/free-names.js';
import type { Context } from '../context.js';
import { keyOf } from '../key.js';
import type { Value } from '../value.js';
import type { Solve } from './plan.js';
import type { Constraint } from './problem.js';

/** Classes after which everything is forgotten, so that memory stays bounded. */
const CLASSES = 50_000;

/** The same solutions in the same order; `width` slots, from the first on, are what is solved for. */
export function remembered(
  solve: Solve,
  constraints: readonly Constraint[],
  width: number,
  context: Context,
): Solve {
  const reads = positionsRead(constraints, context);
  const known = new Map<string, readonly (readonly Value[])[]>();
  return (machine, found) => {
    const key = classOf(machine.state, reads);
    const solutions = known.get(key) ?? collect(solve, machine, width);
    if (known.size >= CLASSES) known.clear();
    known.set(key, solutions);
    return solutions.some((values) => {
      for (let i = 0; i < width; i++) machine.locals[i] = values[i] as Value;
      return found();
    });
  };
}

function positionsRead(constraints: readonly Constraint[], context: Context): readonly number[] {
  const names = new Set(constraints.flatMap((c) => [...statesRead(c.expr)]));
  return [...names].map((name) => context.variables.get(name) ?? 0);
}

function classOf(state: readonly Value[], reads: readonly number[]): string {
  let key = '';
  for (const i of reads) key += `${keyOf(state[i] as Value)};`;
  return key;
}

function collect(
  solve: Solve,
  machine: Parameters<Solve>[0],
  width: number,
): readonly (readonly Value[])[] {
  const solutions: (readonly Value[])[] = [];
  solve(machine, () => {
    solutions.push(machine.locals.slice(0, width));
    return false;
  });
  return solutions;
}
