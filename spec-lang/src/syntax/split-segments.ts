/** Cutting a unit into segments that the grammar matches one by one, on words that begin a part. */
import type { StartRule } from './grammar.js';
import type { Token } from './scan.js';
import type { UnitKind, UnitText } from './split-units.js';
import { ACTION_KINDS, isName } from './words.js';

/** A part of a unit that has a start rule; `dropped` parts are read over. */
export interface Segment {
  readonly rule: StartRule | 'dropped';
  readonly tokens: readonly Token[];
}

export function splitSegments(unit: UnitText): readonly Segment[] {
  const starts =
    unit.kind === 'layer' ? layerStart : unit.kind === 'automaton' ? automatonStart : noStart;
  const segments: { rule: Segment['rule']; tokens: Token[] }[] = [];
  unit.tokens.forEach((token, i) => {
    const current = segments.at(-1);
    const rule =
      current === undefined ? firstRule(unit.kind) : starts(unit.tokens, i, current.rule);
    if (rule === undefined) current?.tokens.push(token);
    else segments.push({ rule, tokens: [token] });
  });
  return segments;
}

function firstRule(kind: UnitKind): Segment['rule'] {
  switch (kind) {
    case 'import':
      return 'Import';
    case 'type':
      return 'Types';
    case 'let':
      return 'Let';
    case 'automaton':
      return 'AutomatonHead';
    case 'invariant':
      return 'Invariant';
    case 'picture':
      return 'Picture';
    case 'simulation':
      return 'Simulation';
    case 'layer':
      return 'LayerHead';
    case 'derivation':
      return 'Derivation';
    case 'stack':
      return 'Stack';
    case 'unknown':
      return 'dropped';
  }
}

type Rule = Segment['rule'] | undefined;

function noStart(): Rule {
  return undefined;
}

function automatonStart(tokens: readonly Token[], i: number, current: Segment['rule']): Rule {
  const token = tokens[i];
  if (token?.kind !== 'word') return undefined;
  const next = tokens[i + 1];
  const section = SECTIONS.get(token.text);
  if (section !== undefined) return usedAsName(tokens, i) ? undefined : section;
  if (ACTION_KINDS.has(token.text)) return actionStart(current);
  switch (token.text) {
    case 'tasks':
      return next?.text === '{' ? 'Tasks' : undefined;
    case 'hidden':
      return (current === 'Components' || current === 'Hidden') && isName(next)
        ? 'Hidden'
        : undefined;
    case 'trajectories':
      return isName(next) ? 'dropped' : undefined;
    default:
      return BEFORE_SIGNATURE.has(current) ? declarationRule(tokens, i) : undefined;
  }
}

const SECTIONS: ReadonlyMap<string, StartRule> = new Map([
  ['signature', 'SignatureHead'],
  ['states', 'States'],
  ['transitions', 'TransitionsHead'],
  ['components', 'Components'],
]);

const BEFORE_SIGNATURE = new Set<Rule>(['AutomatonHead', 'Types', 'Let']);

/** A reserved word before one of these, or after these, was meant as a name; the grammar says so. */
function usedAsName(tokens: readonly Token[], i: number): boolean {
  const after = tokens[i + 1]?.text ?? '';
  const before = tokens[i - 1]?.text ?? '';
  return (
    [':=', '.', '[', ')', '=', '~=', ',', ';', ':'].includes(after) ||
    ['(', '.', '[', ':='].includes(before)
  );
}

function actionStart(current: Segment['rule']): Rule {
  if (current === 'SignatureHead' || current === 'Actions') return 'Actions';
  const inTransitions = ['TransitionsHead', 'Transition', 'States'].includes(current);
  return inTransitions ? 'Transition' : undefined;
}

function declarationRule(tokens: readonly Token[], i: number): Rule {
  const text = tokens[i]?.text;
  if (!isName(tokens[i + 1]) || [':', '(', ','].includes(tokens[i - 1]?.text ?? ''))
    return undefined;
  if (text === 'let') return 'Let';
  return text === 'type' || text === 'types' ? 'Types' : undefined;
}

function layerStart(tokens: readonly Token[], i: number): Rule {
  const token = tokens[i];
  if (token?.kind !== 'word') return undefined;
  switch (token.text) {
    case 'states':
      return usedAsName(tokens, i) ? undefined : 'States';
    case 'on':
      return isPart(tokens, i, ['above', 'below', 'timer', 'start']) ? 'Handler' : undefined;
    case 'pass':
      return isPart(tokens, i, ['above', 'below']) ? 'Pass' : undefined;
    case 'header':
      return isSectionHead(tokens, i) ? 'Header' : undefined;
    case 'constants':
      return isSectionHead(tokens, i) ? 'Constants' : undefined;
    default:
      return declarationRule(tokens, i);
  }
}

/** With the right word after it anywhere; at the beginning of a line with any, to speak of that word. */
function isPart(tokens: readonly Token[], i: number, words: readonly string[]): boolean {
  if (tokens[i]?.firstOnLine === true && isSectionHead(tokens, i)) return true;
  return words.includes(tokens[i + 1]?.text ?? '') && !follows(tokens, i);
}

function isSectionHead(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  return (
    isName(next) &&
    !['in', 'div', 'mod', 'with', 'every', 'so'].includes(next?.text ?? '') &&
    !follows(tokens, i)
  );
}

/** After one of these a name is expected, so that the word is one. */
function follows(tokens: readonly Token[], i: number): boolean {
  return [
    'for',
    'timer',
    'choose',
    'emit',
    'fire',
    'above',
    'below',
    'with',
    '.',
    '\\A',
    '\\E',
  ].includes(tokens[i - 1]?.text ?? '');
}
