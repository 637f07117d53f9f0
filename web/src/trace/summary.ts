/** What trace refinement says, as the panel shows it. */
import type { TraceVerdict } from '@maat/verifier';

export interface Summary {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly title: string;
  /** File, line and event of the place, where there is one. */
  readonly place: string | undefined;
  readonly reason: string | undefined;
  readonly details: readonly string[];
  /** A space-time picture of the events around it. */
  readonly excerpt: string | undefined;
}

export function summaryOf(verdict: TraceVerdict, service: string): Summary {
  switch (verdict.verdict) {
    case 'holds':
      return {
        ...NOTHING,
        tone: 'good',
        title: `The run refines ${service}: ${countsText(verdict)}.`,
      };
    case 'refuted':
      return failed('bad', `The run does not refine ${service}: ${countsText(verdict)}.`, verdict);
    case 'unknown':
      return failed(
        'warn',
        `Not known: no behaviour of ${service} was found in ${verdict.nodes} steps.`,
        verdict,
      );
    case 'invalid':
      return {
        ...NOTHING,
        tone: 'bad',
        title: `The logs are no trace of ${service}.`,
        details: verdict.errors.map((e) => `${e.file}:${e.line}: ${e.message}`),
      };
  }
}

/** The logs could not be held against the service at all. */
export function refusalOf(message: string, service: string): Summary {
  return { ...NOTHING, tone: 'warn', title: `Nothing is known of ${service}: ${message}` };
}

const NOTHING = { place: undefined, reason: undefined, details: [], excerpt: undefined };

type Failed = TraceVerdict & { readonly verdict: 'refuted' | 'unknown' };

function failed(tone: Summary['tone'], title: string, verdict: Failed): Summary {
  const { file, line, event, reason, candidates, explained, events, excerpt } = verdict;
  const needs = candidates.map(
    (c) =>
      `${c.file}:${c.line}: ${c.event} needs ${c.label === '' ? '' : `${c.label}: `}${c.conjunct}` +
      c.values.map((v) => `, and ${v.term} is ${v.value}`).join(''),
  );
  return {
    tone,
    title,
    place: `${file}:${line}: ${event}`,
    reason,
    details: [`explained are ${explained} of ${events} events`, ...needs],
    excerpt,
  };
}

function countsText({
  events,
  members,
}: {
  readonly events: number;
  readonly members: number;
}): string {
  return `${events} events of ${members} ${members === 1 ? 'process' : 'processes'}`;
}
