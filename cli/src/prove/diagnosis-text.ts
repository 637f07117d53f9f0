// What was found out about a theorem that is not proved, for people.
import type { Diagnosis, Missing } from './diagnosis.js';

export function diagnosisText({ reached, missing }: Diagnosis): string {
  if (reached.run !== undefined) return `Refuted by a run. ${reached.run}`;
  const where =
    reached.extent === '' ? 'no instance could be searched' : `not in ${reached.extent}`;
  const searched = `No run was found that goes wrong: ${where}.`;
  return missing === undefined ? searched : `${searched}\n${missingText(missing)}`;
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
