/**
 * Cutting a file into units and units into segments, on tokens. Only words that cannot be anything
 * else at their place begin a part, so that layout does not matter and names stay free.
 */
import type { StartRule } from './grammar.js';
import type { Token } from './scan.js';
import { ACTION_KINDS, RESERVED } from './words.js';

export type UnitKind =
  | 'import'
  | 'type'
  | 'let'
  | 'automaton'
  | 'invariant'
  | 'simulation'
  | 'layer'
  | 'derivation'
  | 'stack'
  | 'unknown';

export interface UnitText {
  readonly kind: UnitKind;
  readonly tokens: readonly Token[];
}

/** A part of a unit that has a start rule; `dropped` parts are read over. */
export interface Segment {
  readonly rule: StartRule | 'dropped';
  readonly tokens: readonly Token[];
}

export function splitUnits(tokens: readonly Token[]): readonly UnitText[] {
  const units: { kind: UnitKind; tokens: Token[] }[] = [];
  tokens.forEach((token, i) => {
    const current = units.at(-1);
    const kind = unitStart(tokens, i, current);
    if (kind !== undefined) units.push({ kind, tokens: [token] });
    else if (current === undefined) units.push({ kind: 'unknown', tokens: [token] });
    else current.tokens.push(token);
  });
  return units;
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

type Kind = UnitKind | undefined;

function unitStart(tokens: readonly Token[], i: number, current: UnitText | undefined): Kind {
  const token = tokens[i];
  if (token?.kind !== 'word') return undefined;
  const next = tokens[i + 1];
  if (token.text === 'automaton')
    return next === undefined || next.kind === 'word' ? 'automaton' : undefined;
  if (!token.firstOnLine) return undefined;
  return (
    namedStart(token, next, tokens[i + 2]) ??
    declaration(tokens, i, current) ??
    unknownStart(token, next, current)
  );
}

function namedStart(token: Token, next: Token | undefined, second: Token | undefined): Kind {
  switch (token.text) {
    case 'import':
      return next?.kind === 'string' || token.column === 0 ? 'import' : undefined;
    case 'invariant':
      return next?.text === 'of' || second?.text === 'of' ? 'invariant' : undefined;
    case 'forward':
    case 'backward':
      return next?.text === 'simulation' ? 'simulation' : undefined;
    case 'layer':
      return isName(next) && (second?.text === '(' || second?.text === 'over')
        ? 'layer'
        : undefined;
    case 'derivation':
      return isName(next) ? 'derivation' : undefined;
    case 'stack':
      return isName(next) && second?.text === '=' ? 'stack' : undefined;
    default:
      return undefined;
  }
}

/** `type` and `let` belong to an automaton or layer whose sections are still to come. */
function declaration(tokens: readonly Token[], i: number, current: UnitText | undefined): Kind {
  const token = tokens[i];
  const kind =
    token?.text === 'let'
      ? 'let'
      : token?.text === 'type' || token?.text === 'types'
        ? 'type'
        : undefined;
  if (kind === undefined || !isName(tokens[i + 1])) return undefined;
  if (current?.kind === 'layer')
    return current.tokens[0]?.column === token?.column ? kind : undefined;
  if (current?.kind !== 'automaton') return kind;
  return insideAutomaton(tokens, i, current) ? undefined : kind;
}

function insideAutomaton(tokens: readonly Token[], i: number, current: UnitText): boolean {
  const sections = new Set(['states', 'transitions', 'components']);
  if (current.tokens.some((t) => sections.has(t.text))) return false;
  for (let at = i + 1; at < tokens.length; at += 1) {
    const text = tokens[at]?.text ?? '';
    if (sections.has(text) || text === 'signature') return true;
    if (text === 'automaton' || namedAt(tokens, at)) return false;
  }
  return tokens[i]?.column !== current.tokens[0]?.column;
}

function namedAt(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return (
    token?.firstOnLine === true && namedStart(token, tokens[at + 1], tokens[at + 2]) !== undefined
  );
}

/** Two names side by side at the left margin: most likely a misspelt beginning of a unit. */
function unknownStart(token: Token, next: Token | undefined, current: UnitText | undefined): Kind {
  if (token.column !== 0 || current?.tokens[0]?.column !== 0) return undefined;
  if (
    !isName(token) ||
    !isName(next) ||
    CONTINUING.has(token.text) ||
    CONTINUING.has(next?.text ?? '')
  )
    return undefined;
  return 'unknown';
}

/** Words that may stand next to a name inside a unit. */
const CONTINUING = new Set([
  ...[
    'extends',
    'assumes',
    'uses',
    'type',
    'types',
    'let',
    'hidden',
    'tasks',
    'trajectories',
    'case',
    'local',
  ],
  ...[
    'ghost',
    'const',
    'fire',
    'emit',
    'proof',
    'start',
    'over',
    'implements',
    'header',
    'constants',
    'on',
    'pass',
  ],
  ...[
    'div',
    'mod',
    'in',
    'of',
    'so',
    'that',
    'with',
    'every',
    'requires',
    'from',
    'to',
    'trajdef',
    'stop',
    'evolve',
  ],
]);

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

function isName(token: Token | undefined): boolean {
  return token?.kind === 'word' && !RESERVED.has(token.text);
}
