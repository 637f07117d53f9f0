/** Makes the failure that a human reads from the event to blame and the state it was met in. */
import type { Instance, State, Step } from '@maat/spec-lang';
import { excerpt } from './excerpt.js';
import type { Trace, TraceEvent } from './log.js';
import { stepShower } from './show.js';
import type { Candidate, Failure, Progress, Related } from './verdict.js';

export interface Finding {
  readonly trace: Trace;
  readonly at: TraceEvent;
  /** How many events of each log the best behaviour explains. */
  readonly frontier: readonly number[];
  /** Where that behaviour ends. */
  readonly state: State;
  /** Events that could have come next there; the one to blame first. */
  readonly next: readonly TraceEvent[];
  /** Without: the first false conjunct is the reason. */
  readonly reason?: { readonly label: string; readonly text: string };
  readonly related: readonly TraceEvent[];
}

export function failureOf(instance: Instance, finding: Finding): Failure {
  const { at, trace } = finding;
  const show = stepShower(instance.automaton);
  const event = (e: TraceEvent): string => show(e.step);
  const candidates = finding.next.flatMap((e) => candidateOf(instance, finding.state, e, event(e)));
  const own = candidates.find((c) => c.file === at.file && c.line === at.line);
  return {
    process: at.process,
    file: at.file,
    line: at.line,
    n: at.n,
    event: event(at),
    reason: sentence(finding, own, event(at)),
    explained: finding.frontier.reduce((sum, n) => sum + n, 0),
    progress: trace.map((log, i) =>
      progressOf(log.process, log.events.length, finding.frontier[i]),
    ),
    candidates,
    related: finding.related.map((e) => relatedOf(e, event(e))),
    excerpt: excerpt(trace, at, show),
  };
}

/** The first conjunct that is false in the state; none when the event is possible there. */
function candidateOf(
  instance: Instance,
  state: State,
  event: TraceEvent,
  shown: string,
): readonly Candidate[] {
  const conjunct = firstFalse(instance, state, event.step);
  if (conjunct === undefined) return [];
  const { process, file, line } = event;
  return [{ process, file, line, event: shown, ...conjunct }];
}

function firstFalse(
  instance: Instance,
  state: State,
  step: Step,
): Pick<Candidate, 'label' | 'conjunct' | 'values'> | undefined {
  const found = instance.explain(state, step).find((c) => !c.holds);
  if (found === undefined) return undefined;
  const label = typeof found.conjunct === 'string' ? '' : found.conjunct.name;
  const values = found.terms.map(({ term, value }) => ({ term, value: shorten(value) }));
  return { label, conjunct: found.text, values };
}

/** A queue of thousands helps nobody; its beginning and its end may. */
function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 60)} … ${text.slice(-30)}` : text;
}

function sentence(finding: Finding, own: Candidate | undefined, event: string): string {
  const label = finding.reason?.label ?? own?.label ?? '';
  const text = finding.reason?.text ?? (own === undefined ? undefined : falsity(own));
  const claim = label === '' ? `no behaviour explains ${event}` : `${event} violates ${label}`;
  return text === undefined ? claim : `${claim}: ${text}`;
}

function falsity({ conjunct, values }: Candidate): string {
  const where = values.map(({ term, value }) => `${term} = ${value}`).join(', ');
  return `${conjunct} is false${where === '' ? '' : `, where ${where}`}`;
}

function progressOf(process: string, events: number, explained: number | undefined): Progress {
  return { process, explained: explained ?? 0, events };
}

function relatedOf(event: TraceEvent, shown: string): Related {
  return { process: event.process, file: event.file, line: event.line, event: shown };
}
