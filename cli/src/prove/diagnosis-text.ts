// What was found out about a theorem that is not proved, for people.
import { showValue, type Instance, type Run } from '@maat/spec-lang';
import type { Diagnosis, Missing, Reached, Refutation } from '@maat/verifier';
import { refinementText } from '../output/refinement-text.js';
import { runText } from '../output/run-text.js';

export function diagnosisText({ reached, missing }: Diagnosis): string {
  if (reached.run !== undefined)
    return `Refuted by a run${givenText(reached.run.instance)}. ${refutationText(reached.run)}`;
  const where =
    reached.extent === '' ? 'no instance could be searched' : `not in ${reached.extent}`;
  const hindered = (reached.obstacles ?? []).map((o) => `\n  ${o}`).join('');
  const searched = `No run was found that goes wrong: ${where}.${hindered}`;
  return missing === undefined ? searched : `${searched}\n${missingText(missing)}`;
}

/** For machines: the run as the text that people read. */
export function diagnosisData({
  reached,
  ...others
}: Diagnosis): Readonly<Record<string, unknown>> {
  return { ...others, reached: reachedData(reached) };
}

function reachedData({ run, ...others }: Reached): Readonly<Record<string, unknown>> {
  return { ...others, ...(run === undefined ? {} : { run: refutationText(run) }) };
}

function refutationText({ instance, run, against }: Refutation): string {
  return against === undefined
    ? `${wrongText(run)}\n${runText(instance, run)}`
    : refinementText(instance, against.abstract, against.failure, []);
}

/** The values of parameters, as a run does not show them. */
function givenText({ automaton, scope }: Instance): string {
  const given = automaton.parameters.values.flatMap(({ name, sort }) => {
    const value = scope.values.get(name);
    return value === undefined ? [] : [`${name} = ${showValue(value, sort)}`];
  });
  return given.length === 0 ? '' : ` with ${given.join(', ')}`;
}

function wrongText({ stopped }: Run): string {
  if (stopped.kind === 'invariant') return `invariant ${stopped.name} does not hold after this run`;
  return stopped.kind === 'error'
    ? `${stopped.diagnostics.map((d) => d.message).join('; ')}, after this run`
    : 'a run';
}

function missingText({ fact, states, isInductive, helps, suffices }: Missing): string {
  const kept = isInductive ? 'every step keeps it' : 'it is not inductive by itself';
  const use = suffices
    ? 'with it all is proved'
    : helps.length === 0
      ? 'nothing more is proved with it alone'
      : `with it are proved ${helps.join(', ')}`;
  return [
    `Perhaps this is missing, which holds in all ${states} states that were searched: ${kept}, and ${use}.`,
    `  ${fact}`,
  ].join('\n');
}
