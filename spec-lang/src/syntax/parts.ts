/**
 * A segment that could not be read, looked at part by part, so that each part with an error tells
 * its own: the variables of a states section, the head, guards and effect of a transition.
 */
import type { Diagnostic } from '../text/diagnostic.js';
import type { Source } from '../text/span.js';
import type { StartRule } from './grammar.js';
import { matchSegment } from './match.js';
import type { Token } from './scan.js';
import type { Segment } from './split-segments.js';

/** What is wrong with the segment: `whole` if no part of it is wrong by itself. */
export function errorsIn(
  source: Source,
  segment: Segment,
  whole: Diagnostic,
): readonly Diagnostic[] {
  const found = partsOf(segment).flatMap(({ rule, tokens }) => {
    const result = tokens.length === 0 ? undefined : matchSegment(source, rule, tokens);
    return result !== undefined && 'code' in result ? [result] : [];
  });
  const { start } = whole.span;
  const others = found.filter((d) => d.span.start !== start);
  // At one place, what is said of the whole segment knows more of what may stand there.
  const telling = others.length < found.length || !others.some((d) => d.span.start < start);
  return telling ? [whole, ...others] : others;
}

interface Part {
  readonly rule: StartRule;
  readonly tokens: readonly Token[];
}

type Cut = (tokens: readonly Token[]) => readonly Part[];

const CUTS: ReadonlyMap<Segment['rule'], Cut> = new Map<Segment['rule'], Cut>([
  ['States', (tokens) => items(tokens.slice(1), stateRule)],
  ['Actions', (tokens) => items(tokens.slice(1), () => 'Action')],
  ['Components', (tokens) => items(tokens.slice(1), () => 'Component')],
  ['Header', (tokens) => items(tokens.slice(1), () => 'UnionCase')],
  ['Transition', clausesOf],
]);

function partsOf({ rule, tokens }: Segment): readonly Part[] {
  return CUTS.get(rule)?.(tokens) ?? [];
}

function stateRule(tokens: readonly Token[]): StartRule {
  return tokens[0]?.text === 'initially' ? 'Initially' : 'State';
}

/** Cut at the separators that stand in no parentheses, and before `initially`. */
function items(
  tokens: readonly Token[],
  ruleOf: (tokens: readonly Token[]) => StartRule,
): readonly Part[] {
  const found: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (['(', '[', '{'].includes(token.text)) depth += 1;
    if ([')', ']', '}'].includes(token.text)) depth -= 1;
    const separates = depth === 0 && [',', ';'].includes(token.text);
    if (token.text === 'initially' && token.firstOnLine) found.push([]);
    if (separates && !sharesSort(found.at(-1) ?? [], token)) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found.map((part) => ({ rule: ruleOf(part), tokens: part }));
}

/** `a, b: Nat`: before the colon a comma separates names. */
function sharesSort(before: readonly Token[], token: Token): boolean {
  return (
    token.text === ',' &&
    before.length > 0 &&
    before.every((t) => t.kind === 'word' || t.text === ',')
  );
}

/** The head, the precondition and the effect, which begin with words of their own. */
function clausesOf(tokens: readonly Token[]): readonly Part[] {
  const parts: { rule: StartRule; tokens: Token[] }[] = [{ rule: 'TransitionHead', tokens: [] }];
  for (const token of tokens) {
    const rule = token.text === 'pre' ? 'Pre' : token.text === 'eff' ? 'Eff' : undefined;
    if (rule !== undefined) parts.push({ rule, tokens: [] });
    parts.at(-1)?.tokens.push(token);
  }
  return parts;
}
