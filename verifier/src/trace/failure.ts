/** Makes the failure that a human reads from the event to blame and the state it was met in. */
import type { Explanation, Instance, State } from '@maat/spec-lang';
import type { Demand } from './demand.js';
import { excerpt } from './excerpt.js';
import type { Trace, TraceEvent } from './log.js';
import { nearestTo } from './nearest.js';
import type { Nearest } from './nearest.js';
import { stepShower } from './show.js';
import type { ShowStep } from './show.js';
import type { Candidate, Failure, Falsity, Progress, Related } from './verdict.js';

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

export function failureOf(instance: Instance, demand: Demand, finding: Finding): Failure {
  const { at, trace } = finding;
  const show = stepShower(instance.automaton);
  const event = (e: TraceEvent): string => show(e.step);
  const nearest = nearestTo(instance, demand, finding.state, at);
  const candidates = finding.next.flatMap((e) => {
    const conjuncts = e === at ? nearest.conjuncts : instance.explain(finding.state, e.step);
    return candidateOf(e, event(e), conjuncts);
  });
  const own = candidates.find((c) => c.file === at.file && c.line === at.line);
  return {
    process: at.process,
    file: at.file,
    line: at.line,
    n: at.n,
    event: event(at),
    reason: sentence(finding, own, event(at), nearest, show),
    explained: finding.frontier.reduce((sum, n) => sum + n, 0),
    progress: trace.map((log, i) =>
      progressOf(log.process, log.events.length, finding.frontier[i]),
    ),
    candidates,
    blocked: nearest.blocked.map(({ step, obstacle }) => ({
      step: show(step),
      ...falsityOf(obstacle),
    })),
    related: finding.related.map((e) => relatedOf(e, event(e))),
    excerpt: excerpt(trace, at, show),
  };
}

/** The first conjunct that is false; none when the event is possible there. */
function candidateOf(
  event: TraceEvent,
  shown: string,
  conjuncts: readonly Explanation[],
): readonly Candidate[] {
  const found = conjuncts.find((c) => !c.holds);
  const { process, file, line } = event;
  return found === undefined ? [] : [{ process, file, line, event: shown, ...falsityOf(found) }];
}

function falsityOf({ conjunct, text, terms }: Explanation): Falsity {
  const label = typeof conjunct === 'string' ? '' : conjunct.name;
  const values = terms
    .filter(({ term, value }) => term !== value)
    .map(({ term, value }) => ({ term, value: shorten(value) }));
  return { label, conjunct: text, values };
}

/** A queue of thousands helps nobody; its beginning and its end may. */
function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 60)} … ${text.slice(-30)}` : text;
}

function sentence(
  finding: Finding,
  own: Candidate | undefined,
  event: string,
  { after }: Nearest,
  show: ShowStep,
): string {
  const label = finding.reason?.label ?? own?.label ?? '';
  const steps = after.length === 0 ? '' : `, even after ${after.map((s) => show(s)).join(', ')}`;
  const text = finding.reason?.text ?? (own === undefined ? undefined : falsity(own) + steps);
  const claim = label === '' ? `no behaviour explains ${event}` : `${event} violates ${label}`;
  return text === undefined ? claim : `${claim}: ${text}`;
}

function falsity({ conjunct, values }: Falsity): string {
  const where = values.map(({ term, value }) => `${term} = ${value}`).join(', ');
  return `${conjunct} is false${where === '' ? '' : `, where ${where}`}`;
}

function progressOf(process: string, events: number, explained: number | undefined): Progress {
  return { process, explained: explained ?? 0, events };
}

function relatedOf(event: TraceEvent, shown: string): Related {
  return { process: event.process, file: event.file, line: event.line, event: shown };
}
