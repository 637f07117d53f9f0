/** Obligations by the action that they are about, with the ledger's word for each. */
import type { ObligationView } from './view.js';

export interface ObligationGroup {
  readonly name: string;
  readonly rows: readonly ObligationRow[];
  /** How many hold as far as was looked. */
  readonly met: number;
}

export interface ObligationRow {
  readonly name: string;
  readonly what: string;
  readonly word: string;
  readonly tone: Tone;
}

export type Tone = 'good' | 'bad' | 'warn' | 'dim';

export function groupsOf(
  obligations: readonly ObligationView[],
  words: Readonly<Record<string, string>>,
): readonly ObligationGroup[] {
  const groups = new Map<string, ObligationRow[]>();
  for (const { name, what } of obligations) {
    const word = words[name] ?? 'open';
    const row = { name, what, word, tone: toneOfWord(word) };
    const about = aboutOf(name);
    groups.set(about, [...(groups.get(about) ?? []), row]);
  }
  return [...groups].map(([name, rows]) => ({
    name,
    rows,
    met: rows.filter((r) => r.tone === 'good').length,
  }));
}

export function toneOf({ rows, met }: ObligationGroup): Tone {
  if (rows.some((r) => r.tone === 'bad')) return 'bad';
  return met === rows.length ? 'good' : 'dim';
}

/** `step.send.eq_cur` is about `send`; what is no action's stands by its kind. */
function aboutOf(name: string): string {
  const [kind = '', action = ''] = name.split('.');
  return ['start', 'lemma'].includes(kind) ? kind : action;
}

function toneOfWord(word: string): Tone {
  switch (word) {
    case 'proved':
    case 'explored':
    case 'simulated':
      return 'good';
    case 'refuted':
      return 'bad';
    case 'unknown':
      return 'warn';
    default:
      return 'dim';
  }
}
