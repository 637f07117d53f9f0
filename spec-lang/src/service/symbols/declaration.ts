/** What a name was declared as, and where. */
import type { AstExpr, AstSort } from '../../syntax/ast.js';
import type { Span } from '../../text/span.js';

export type DeclarationKind =
  | 'file'
  | 'automaton'
  | 'composition'
  | 'invariant'
  | 'picture'
  | 'simulation'
  | 'layer'
  | 'derivation'
  | 'stack'
  | 'type'
  | 'typeParameter'
  | 'value'
  | 'case'
  | 'field'
  | 'definition'
  | 'parameter'
  | 'constant'
  | 'variable'
  | 'state'
  | 'action'
  | 'component'
  | 'timer';

export interface Declaration {
  readonly kind: DeclarationKind;
  readonly name: string;
  /** The name itself. */
  readonly span: Span;
  /** The unit, type or action that it belongs to; empty at the top of a file. */
  readonly owner: string;
  readonly doc: string;
  /** How it is declared, in the language's words, with the sort as written. */
  readonly detail: string;
  /** The sort as written, where there is one. */
  readonly sort?: AstSort;
}

/** One place where a declared name stands. */
export interface Occurrence {
  readonly declaration: Declaration;
  readonly span: Span;
  readonly role: 'declare' | 'read' | 'write';
}

export function declarationKey({ span }: Declaration): string {
  return `${span.file}:${span.start}:${span.end}`;
}

export function sortText(sort: AstSort): string {
  const args = sort.args.map(sortText).join(', ');
  return sort.args.length === 0 ? sort.name.text : `${sort.name.text}[${args}]`;
}

/** The variable that a place of an assignment begins with. */
export function rootOf(target: AstExpr): AstExpr {
  return target.kind === 'at' || target.kind === 'select' ? rootOf(target.of) : target;
}
