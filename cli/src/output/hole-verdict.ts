// What was found about a trace with holes, as a person reads it: what was filled in, or why nothing can be.
import type { HoleVerdict } from '@maat/verifier';
import type { Finding } from '../outcome.js';
import type { Colours } from '../session.js';
import { failureText, methods, traceFindings } from './trace-verdict.js';

export function holeText(found: HoleVerdict, service: string, colours: Colours): string {
  switch (found.verdict) {
    case 'holds':
      return filledText(found, service, colours);
    case 'refuted':
      return `${colours.red('✗')} does not refine ${service}, whatever is missing: ${extent(found)}, ${holes(found)}\n\n${failureText(found, colours)}`;
    case 'unknown': {
      const head = `${colours.yellow('?')} nothing was found that completes it to a run of ${service}, and not all was tried, after ${found.nodes} steps: ${extent(found)}, ${holes(found)}\n${found.advice}`;
      return found.furthest === undefined
        ? head
        : `${head}\n\n${failureText({ ...found.furthest, events: found.events }, colours)}`;
    }
  }
}

/** The fields of the JSON object. What a program needs of a filling is in the completed logs. */
export function holeData(found: HoleVerdict): Readonly<Record<string, unknown>> {
  if (found.verdict !== 'holds') return { ...found };
  return Object.fromEntries(Object.entries(found).filter(([key]) => key !== 'completed'));
}

export function holeFindings(found: HoleVerdict): readonly Finding[] {
  if (found.verdict === 'holds') return [];
  if (found.verdict === 'refuted') return traceFindings(found);
  const { file = '', line = 1 } = found.furthest ?? {};
  return [{ code: 'trace', level: 'error', message: found.advice, file, line }];
}

function filledText(
  found: Extract<HoleVerdict, { readonly verdict: 'holds' }>,
  service: string,
  colours: Colours,
): string {
  const head = `${colours.green('✓')} refines ${service} with ${found.filled} of ${found.events} events filled in: ${found.members} processes${views(found)}, ${found.steps} steps of the service (${methods[found.method]})`;
  if (found.fillings.length === 0) return head;
  const list = found.fillings.map((f) => {
    const what =
      f.unlogged === undefined ? '' : `, of which ${f.unlogged.join(', ')} was not logged`;
    return `  ${f.file}: event ${f.n}: ${colours.bold(f.event)}${what}`;
  });
  return `${head}\n\nNobody recorded this; something else may have happened:\n${list.join('\n')}\n\n${found.excerpt.trimEnd()}`;
}

function extent(found: HoleVerdict): string {
  return `${found.events} events of ${found.members} processes${views(found)}`;
}

function views(found: HoleVerdict): string {
  return found.views === 0 ? '' : `, ${found.views} views`;
}

function holes({
  holes: { certain, most },
}: Exclude<HoleVerdict, { readonly verdict: 'holds' }>): string {
  return `${certain} missing or incomplete, at most ${most}`;
}
