/** A counterexample to induction for people: the states before, the step, what it changed, and what is false then. */
import { showValue, type Automaton, type State } from '@maat/spec-lang';
import type { Candidate, Shapes } from './candidate.js';
import type { Failed } from './judge.js';

export function counterexampleText(
  { concrete, abstract }: Shapes,
  candidate: Candidate,
  { name, text, terms, after }: Failed,
): string {
  const { step, scope } = candidate;
  const action = concrete.signature.find((a) => a.name === step.action);
  const args = step.args.map((value, i) => {
    const sort = action?.parameters[i]?.sort;
    return sort === undefined ? '?' : showValue(value, sort);
  });
  const sizes = [...scope.sorts]
    .filter(([sort]) => !NUMBERS.has(sort))
    .map(([sort, all]) => `${sort}=${String(all.length)}`);
  const { values } = concrete.parameters;
  const constants = values.map(({ name: n, sort }) => {
    const value = scope.values.get(n);
    return `  ${n} = ${value === undefined ? '?' : showValue(value, sort)}`;
  });
  return [
    `a counterexample to induction, which need not be reachable${sizes.length === 0 ? '' : ` (${sizes.join(', ')})`}`,
    ...constants,
    ...stateLines(concrete, candidate.concrete),
    ...(abstract === undefined || candidate.abstract === undefined
      ? []
      : stateLines(abstract, candidate.abstract)),
    `step ${step.action}(${args.join(', ')})`,
    ...(after === undefined ? [] : changeLines(concrete, candidate.concrete, after)),
    `fails: ${name}: ${text}`,
    ...terms.map((t) => `  ${t.term} = ${t.value}`),
  ].join('\n');
}

const NUMBERS: ReadonlySet<string> = new Set(['Nat', 'Int']);

function stateLines(automaton: Automaton, state: State): readonly string[] {
  return automaton.states.map((v, i) => {
    const value = state[i];
    return `  ${automaton.name}.${v.name} = ${value === undefined ? '?' : showValue(value, v.sort)}`;
  });
}

function changeLines(automaton: Automaton, before: State, after: State): readonly string[] {
  const text = (state: State, i: number): string => {
    const [v, value] = [automaton.states[i], state[i]];
    return v === undefined || value === undefined ? '?' : showValue(value, v.sort);
  };
  return automaton.states.flatMap((v, i) => {
    const [was, is] = [text(before, i), text(after, i)];
    return was === is ? [] : [`  ${v.name}: ${was} becomes ${is}`];
  });
}
