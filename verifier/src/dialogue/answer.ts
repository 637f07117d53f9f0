/** What a solver printed, as an answer. Whatever is not exactly what was asked for is an error. */
import type { Answer, Settings, UnknownReason } from '../smt/query.js';

type Unknown = Extract<Answer, { kind: 'unknown' }>;

export function unknown(reason: UnknownReason, detail: string, seconds = 0): Unknown {
  return { kind: 'unknown', seconds, reason, detail };
}

/** For goals that were given up together. */
export function repeated(answer: Answer, times: number): readonly Answer[] {
  return Array.from({ length: Math.max(0, times) }, () => answer);
}

/** An error whose detail is what the solver complained of, shortened. */
export function complaint(printed: string, seconds = 0): Unknown {
  const text = printed.trim();
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return unknown('error', shown === '' ? 'the solver said nothing' : shown, seconds);
}

/** Why a solver says that it does not know, from its answer to `(get-info :reason-unknown)`. */
export function reasonOf(printed: string, seconds: number, settings: Settings): Unknown {
  const detail = /\(:reason-unknown\s+"?([^]*?)"?\s*\)\s*$/.exec(printed.trim())?.[1];
  if (detail === undefined) return complaint(printed, seconds);
  return unknown(reasonFor(detail, seconds, settings), detail, seconds);
}

/** A command that was given up at a limit prints an error, which says nothing against its text. */
export function cutShort(
  printed: string,
  seconds: number,
  settings: Settings,
): Unknown | undefined {
  if (!CUT.test(printed.trim())) return undefined;
  return unknown(reasonFor('canceled', seconds, settings), printed.trim(), seconds);
}

const CUT =
  /^\(error "(line \d+ column \d+: )?(\w+ )?(cancell?ed|timeout|max\. resource limit exceeded)"\)$/;

const LONGEST = 400;

/** z3 says `canceled` both when its time and when its resources are used up; only time can tell which. */
function reasonFor(detail: string, seconds: number, settings: Settings): UnknownReason {
  if (/memout|memory/.test(detail)) return 'crashed';
  if (/time/.test(detail)) return 'time';
  if (!/cancel|interrupt|resource/.test(detail)) return 'incomplete';
  return settings.timeoutMs > 0 && seconds * 1000 >= settings.timeoutMs ? 'time' : 'resource';
}
