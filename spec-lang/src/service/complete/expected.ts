/** What the grammar could go on with behind some tokens: the source of keywords at their place. */
import type { FailedMatchResult } from 'ohm-js';
import { grammar, type StartRule } from '../../syntax/grammar.js';

/** No token begins with it. */
const STOP = '§';

/** Words in quotes as the grammar writes them (`"then"`), and the names of its lexical rules (`a name`). */
export function expectedAfter(text: string, rule: StartRule): ReadonlySet<string> {
  const match = grammar().match(`${text} ${STOP}`, rule);
  if (match.succeeded()) return new Set();
  const failed = match as FailedMatchResult;
  if (failed.getRightmostFailurePosition() < text.length) return new Set();
  // Only in the declared type of ohm's result by its text; the list itself is not declared.
  const failures = (failed as unknown as Failures).getRightmostFailures();
  return new Set(failures.map((f) => f.toString()));
}

interface Failures {
  getRightmostFailures(): readonly { toString(): string }[];
}

function canEnd(expected: ReadonlySet<string>): boolean {
  return expected.has('end of input');
}

/** The plain words among them. */
export function wordsOf(expected: ReadonlySet<string>): readonly string[] {
  const quoted = [...expected].flatMap((e) => /^"([A-Za-z]+)"$/.exec(e)?.[1] ?? []);
  const kinds = expected.has('an action kind') ? ['input', 'output', 'internal'] : [];
  const sides = expected.has('above or below') ? ['above', 'below'] : [];
  const truths = expected.has('true or false') ? ['true', 'false'] : [];
  return [...new Set([...quoted, ...kinds, ...sides, ...truths])];
}

const CLOSERS = [')', ']', '}', 'fi', 'od', 'then', 'do', ':=', 'else', 'of'];

/**
 * The text with a name put where the cursor is, and as much behind it as makes the grammar accept it:
 * brackets closed, `fi` after `then`. Undefined when no name can stand there.
 */
export function completed(before: string, name: string, rule: StartRule): string | undefined {
  let text = `${before} ${name}`;
  for (let step = 0; step < 16; step += 1) {
    const expected = expectedAfter(text, rule);
    if (canEnd(expected)) return text;
    const next = CLOSERS.find(
      (c) => expected.has(`"${c}"`) || (c === ':=' && expected.has('an assignment')),
    );
    if (next !== undefined) text = `${text} ${next}`;
    else if (expected.has('a name')) text = `${text} ${name}`;
    else return undefined;
  }
  return undefined;
}
