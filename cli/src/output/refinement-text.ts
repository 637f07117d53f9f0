// Why one automaton does not refine another: what was demanded, the values, and the shortest run there.
import type { Instance } from '@maat/spec-lang';
import type { Obstacle, RefinementFailure } from '@maat/verifier';
import { runText } from './run-text.js';
import { showStep } from './steps.js';

export function refinementText(
  concrete: Instance,
  abstract: Instance,
  failure: RefinementFailure,
  obstacles: readonly Obstacle[],
): string {
  const fired = failure.fired.map((step) => showStep(abstract, step)).join('; ');
  const sections = [
    `${reasons[failure.kind]}${failure.name === '' ? '' : ` (${failure.name})`}: ${failure.text}${termsText(failure.terms, '  ')}`,
    fired === '' ? '' : `In ${abstract.automaton.name} the last step stands for: ${fired}`,
    obstacles.length === 0 ? '' : obstacles.map((o) => obstacleText(abstract, o)).join('\n'),
    runText(concrete, failure.run),
  ];
  return sections.filter((s) => s !== '').join('\n\n');
}

const reasons: Readonly<Record<RefinementFailure['kind'], string>> = {
  start: 'No abstract initial state is related',
  relation: 'The relation does not hold after the last step',
  enabled: 'A guard of the abstract step is false',
  choice: 'No outcome of the abstract step is related',
  trace: 'What is seen of the abstract steps differs',
  witness: 'The abstract step cannot be taken',
  invariant: 'An invariant does not hold after the last step',
  contract: 'The last step was not allowed',
  locality: 'A process reaches into another',
  unmatched: 'No abstract behaviour has this trace',
};

function obstacleText(abstract: Instance, obstacle: Obstacle): string {
  const name = obstacle.name === '' ? '' : `${obstacle.name}: `;
  return `In ${abstract.automaton.name}, false is ${name}${obstacle.text}${termsText(obstacle.terms, '  ')}`;
}

/** The values that decide, a line for each. */
function termsText(
  terms: readonly { readonly term: string; readonly value: string }[],
  indent: string,
): string {
  return terms.map((t) => `\n${indent}${t.term} = ${t.value}`).join('');
}
