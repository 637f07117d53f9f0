/** What building needs besides the concrete tree: comments, and a place for findings. */
import type { Diagnostic } from '../../text/diagnostic.js';
import type { Name } from '../ast.js';
import type { CommentBook } from '../comments.js';
import { one, optional, type Cst } from '../cst.js';

export interface Context {
  readonly comments: CommentBook;
  readonly diagnostics: Diagnostic[];
}

export function nameOf(node: Cst): Name {
  return { text: node.text, span: node.span };
}

export function firstName(node: Cst): Name {
  return nameOf(one(node, 'name'));
}

/** `{ where: … }` when the part is there and nothing when not, as exact optional properties want. */
export function part<K extends string, T>(
  key: K,
  node: Cst,
  rule: string,
  build: (found: Cst) => T,
): { readonly [P in K]?: T } {
  const found = optional(node, rule);
  return (found === undefined ? {} : { [key]: build(found) }) as { readonly [P in K]?: T };
}
