// What trace refinement found, as a person reads it: the place, the reason, how far it went, what stood in the way.
import type { Failure, HoleVerdict, TraceVerdict } from '@maat/verifier';
import type { Finding } from '../outcome.js';
import type { Colours } from '../session.js';
import { table } from './table.js';

type Failed = Extract<TraceVerdict, { readonly verdict: 'refuted' | 'unknown' }>;
type Shown = Failure & { readonly events: number };

export function verdictText(found: TraceVerdict, service: string, colours: Colours): string {
  switch (found.verdict) {
    case 'holds':
      return `${colours.green('✓')} refines ${service}: ${counts(found)}, ${found.steps} steps of the service (${methods[found.method]})`;
    case 'refuted':
      return `${colours.red('✗')} does not refine ${service}: ${counts(found)}\n\n${failureText(found, colours)}`;
    case 'unknown':
      return `${colours.yellow('?')} no behaviour of ${service} was found before the budget ended, after ${found.nodes} steps tried (--budget allows more): ${counts(found)}\n\n${failureText(found, colours)}`;
    case 'invalid':
      return found.errors
        .map((e) => `${colours.red('error')}: ${e.file}:${e.line}: ${e.message} (${e.code})`)
        .join('\n');
  }
}

export function traceFindings(
  found: TraceVerdict | Extract<HoleVerdict, { readonly verdict: 'refuted' }>,
): readonly Finding[] {
  switch (found.verdict) {
    case 'holds':
      return [];
    case 'refuted':
    case 'unknown':
      return [
        {
          code: 'trace',
          level: 'error',
          message: `${found.process}: ${found.event}: ${found.reason}`,
          file: found.file,
          line: found.line,
        },
      ];
    case 'invalid':
      return found.errors.map((e) => ({
        code: `trace-${e.code}`,
        level: 'error',
        message: e.message,
        file: e.file,
        line: e.line,
      }));
  }
}

/** The fields of the JSON object. */
export function traceData(found: TraceVerdict): Readonly<Record<string, unknown>> {
  if (found.verdict !== 'invalid') return { ...found };
  return { error: found.errors[0]?.message ?? 'invalid', errors: found.errors };
}

export const methods = {
  witness: 'along the recorded witness',
  linear: 'in one pass, without a witness',
  ordered: 'view by view, without a witness',
  search: 'by search, without a witness',
} as const;

function counts(found: Exclude<TraceVerdict, { readonly verdict: 'invalid' }>): string {
  const views = found.views === 0 ? '' : `, ${found.views} views`;
  const filled = found.filled === undefined ? '' : `, ${found.filled} of them filled in`;
  return `${found.events} events of ${found.members} processes${filled}${views}`;
}

export function failureText(found: Shown, colours: Colours): string {
  const sections = [
    `${found.file}:${found.line}: ${colours.bold(`at ${found.process}, event ${found.n}: ${found.event}`)}\n  ${found.reason}`,
    found.related.map((r) => `  see ${r.file}:${r.line}: at ${r.process}: ${r.event}`).join('\n'),
    `Explained are ${found.explained} of ${found.events} events:\n${progress(found)}`,
    found.candidates.length === 0
      ? ''
      : `What could have come next, and why it does not:\n${candidates(found)}`,
    found.blocked.length === 0
      ? ''
      : `What the service could have done to help, and why it cannot:\n${blocked(found)}`,
    found.excerpt === '' ? '' : `Around the place:\n${found.excerpt.trimEnd()}`,
  ];
  return sections.filter((s) => s !== '').join('\n\n');
}

function progress(found: Shown): string {
  return table(
    found.progress.map((p) => [`  ${p.process}`, `${p.explained}`, 'of', `${p.events}`]),
    ['left', 'right', 'left', 'right'],
  );
}

function candidates(found: Shown): string {
  return found.candidates.map((c) => `  ${c.file}:${c.line}: ${c.event}\n${falsity(c)}`).join('\n');
}

function blocked(found: Shown): string {
  return found.blocked.map((b) => `  ${b.step}\n${falsity(b)}`).join('\n');
}

function falsity({
  label,
  conjunct,
  values,
}: Failed['blocked'][number] | Failed['candidates'][number]): string {
  const name = label === '' ? '' : `${label}: `;
  const where = values.map(({ term, value }) => `\n      ${term} = ${value}`).join('');
  return `    false: ${name}${conjunct}${where}`;
}
