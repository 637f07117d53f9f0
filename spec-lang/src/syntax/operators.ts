/** Operators of the surface: their spellings, precedence and grouping. Parser and printer share it. */

export type Grouping = 'left' | 'right' | 'none';

export interface OperatorInfo {
  /** A larger number binds tighter. */
  readonly precedence: number;
  readonly grouping: Grouping;
}

/** Infix operators by canonical spelling. */
export const INFIX: ReadonlyMap<string, OperatorInfo> = new Map<string, OperatorInfo>([
  ['<=>', { precedence: 1, grouping: 'left' }],
  ['=>', { precedence: 2, grouping: 'right' }],
  ['\\/', { precedence: 3, grouping: 'left' }],
  ['/\\', { precedence: 4, grouping: 'left' }],
  ...level(6, 'none', [
    '=',
    '~=',
    '<',
    '<=',
    '>',
    '>=',
    '\\in',
    '\\notin',
    '\\subseteq',
    '\\subset',
    '\\supseteq',
    '\\supset',
  ]),
  ...level(7, 'left', ['|-', '||']),
  ['-|', { precedence: 8, grouping: 'right' }],
  ...level(9, 'left', ['+', '-', '\\U', '\\']),
  ...level(10, 'left', ['*', 'div', 'mod', '\\I']),
]);

/** `~` reads a whole comparison, `-` only a factor. */
export const PREFIX: ReadonlyMap<string, number> = new Map([
  ['~', 5],
  ['-', 11],
]);

/** Precedence of what can stand anywhere: names, calls, literals, brackets. */
export const ATOM = 12;

function level(
  precedence: number,
  grouping: Grouping,
  operators: readonly string[],
): [string, OperatorInfo][] {
  return operators.map((op) => [op, { precedence, grouping }]);
}

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['∧', '/\\'],
  ['∨', '\\/'],
  ['¬', '~'],
  ['⇒', '=>'],
  ['→', '=>'],
  ['⇔', '<=>'],
  ['↔', '<=>'],
  ['≠', '~='],
  ['≤', '<='],
  ['≥', '>='],
  ['∈', '\\in'],
  ['∉', '\\notin'],
  ['⊢', '|-'],
  ['⊣', '-|'],
  ['∪', '\\U'],
  ['∩', '\\I'],
  ['⊆', '\\subseteq'],
  ['⊂', '\\subset'],
  ['⊇', '\\supseteq'],
  ['⊃', '\\supset'],
  ['∖', '\\'],
]);

/** The one ASCII spelling of an operator, however it was typed. */
export function canonicalOperator(typed: string): string {
  return SPELLINGS.get(typed) ?? typed;
}
