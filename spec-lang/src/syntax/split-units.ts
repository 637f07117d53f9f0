/**
 * Cutting a file into units, on tokens. Only words that cannot be anything else at their place begin
 * one, so that layout does not matter and names stay free.
 */
import type { Token } from './scan.js';
import { isName } from './words.js';

export type UnitKind =
  | 'import'
  | 'type'
  | 'let'
  | 'automaton'
  | 'invariant'
  | 'picture'
  | 'simulation'
  | 'layer'
  | 'derivation'
  | 'stack'
  | 'unknown';

export interface UnitText {
  readonly kind: UnitKind;
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
    case 'picture':
      return next?.text === 'of' || second?.text === 'of' ? 'picture' : undefined;
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
  ...['at', 'by', 'size', 'label', 'colour', 'color'],
]);
