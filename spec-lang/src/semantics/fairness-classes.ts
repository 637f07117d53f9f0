/** Which steps are to have their turn together: the tasks of an automaton, else its actions. */
import type { Expr } from '../ir/expr.js';
import type { Task } from '../ir/program.js';
import { equalValues } from './compare.js';
import type { Instance } from './instance.js';
import { keyOf } from './key.js';
import type { State, Step, Value } from './value.js';

/** The enabled steps by class: the task they belong to, or their action when they are in none. */
export function classify(instance: Instance, state: State): ReadonlyMap<string, readonly Step[]> {
  const classes = new Map<string, Step[]>();
  for (const step of instance.enabled(state)) {
    const name = taskOf(step, instance, state) ?? step.action;
    const known = classes.get(name);
    if (known === undefined) classes.set(name, [step]);
    else known.push(step);
  }
  return classes;
}

/** The task that the step belongs to, with the values of what the task ranges over. */
function taskOf(step: Step, instance: Instance, state: State): string | undefined {
  for (const [i, task] of instance.automaton.tasks.entries()) {
    const member = membership(step, task, instance, state);
    if (member !== undefined) return `task ${i} ${member}`;
  }
  return undefined;
}

function membership(step: Step, task: Task, instance: Instance, state: State): string | undefined {
  for (const pattern of task.actions) {
    if (pattern.name !== step.action) continue;
    const bound = new Map<string, Value>();
    const fits = pattern.args.every((arg, i) => {
      const value = step.args[i];
      return value !== undefined && fitsPattern(arg, value, task, bound, instance, state);
    });
    if (fits) return [...bound.values()].map(keyOf).join(' ');
  }
  return undefined;
}

function fitsPattern(
  arg: Expr,
  value: Value,
  task: Task,
  bound: Map<string, Value>,
  instance: Instance,
  state: State,
): boolean {
  if (arg.kind === 'local' && task.forAll.some((b) => b.name === arg.name)) {
    const known = bound.get(arg.name);
    bound.set(arg.name, value);
    return known === undefined || equalValues(known, value);
  }
  return equalValues(instance.evaluate(arg, state, bound), value);
}
