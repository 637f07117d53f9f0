/** The texts behind an obligation, as any solver can read them. */
import type { Obligation, Posed } from './task.js';

export interface PartText {
  /** Of the goal. */
  readonly name: string;
  readonly prelude: string;
  readonly text: string;
}

export function partsTexts({ query }: Posed, parts: readonly number[]): readonly PartText[] {
  return parts.flatMap((i) => {
    const goal = query.goals[i];
    return goal === undefined ? [] : [{ name: goal.name, prelude: query.prelude, text: goal.text }];
  });
}

/** Where an action was seen, in place of a solver's text. */
export function runText({ name }: Obligation, text: string): PartText {
  return { name, prelude: '', text };
}

/** One script for each part: nothing in it is known to one solver only. */
export function scriptOf({ prelude, text }: PartText, remarks: readonly string[]): string {
  const comments = remarks.flatMap((r) => r.split('\n')).map((line) => `; ${line}`);
  return [...comments, '(set-logic ALL)', prelude, text, '(check-sat)', ''].join('\n');
}
