// A run of a specification for people: its steps with what they change, as a diagram, and why it stopped.
import type { Instance, Run } from '@maat/spec-lang';
import type { Colours } from '../session.js';
import { beginning, stepsDiagram, stepsText, type Moment } from './steps.js';

export function momentsOf(run: Run): readonly Moment[] {
  return run.states.map((state, i) => ({ state, step: i === 0 ? undefined : run.steps[i - 1] }));
}

/** Steps and diagram of a counterexample. */
export function runText(instance: Instance, run: Run): string {
  const [start] = run.states;
  if (run.steps.length === 0)
    return ['  in an initial state', ...(start ? beginning(instance, start) : [])].join('\n');
  return `${stepsText(instance, momentsOf(run))}\n\n${stepsDiagram(instance, run.steps)}`;
}

export function stoppedText(run: Run, colours: Colours): string {
  const { stopped } = run;
  const after = `after ${run.steps.length} steps`;
  switch (stopped.kind) {
    case 'steps':
      return `${colours.green('✓')} ${run.steps.length} steps`;
    case 'deadlock':
      return `${colours.yellow('■')} no step is possible ${after}`;
    case 'invariant':
      return `${colours.red('✗')} invariant ${stopped.name} does not hold ${after}`;
    case 'error':
      return `${colours.red('✗')} the specification cannot be run on ${after}`;
  }
}
