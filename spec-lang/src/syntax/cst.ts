/** The concrete tree: what the grammar matched, as plain data, with places in the whole file. */
import type { Grammar, Node } from 'ohm-js';
import type { Span } from '../text/span.js';
import { GRAMMAR } from './grammar.js';
import type { Squeezed } from './squeeze.js';

/**
 * A rule application. Lists and optional parts are flattened into `kids`, in the order of the text;
 * punctuation is left out; a lexical rule is a leaf with its text.
 */
export interface Cst {
  readonly rule: string;
  readonly kids: readonly Cst[];
  readonly text: string;
  readonly span: Span;
}

/** `text`: what was matched, which knows where it stands in the file. */
export function concreteTree(root: Node, file: string, text: Squeezed): Cst {
  const [tree] = convert(root, { file, text });
  if (tree === undefined) throw new Error('a match has a root');
  return tree;
}

export function one(node: Cst, rule: string): Cst {
  const found = optional(node, rule);
  if (found === undefined) throw new Error(`${node.rule} has no ${rule}`);
  return found;
}

export function optional(node: Cst, rule: string): Cst | undefined {
  return node.kids.find((k) => k.rule === rule);
}

export function many(node: Cst, rule: string): readonly Cst[] {
  return node.kids.filter((k) => k.rule === rule);
}

export function only(node: Cst): Cst {
  const [kid] = node.kids;
  if (kid === undefined) throw new Error(`${node.rule} is empty`);
  return kid;
}

interface Place {
  readonly file: string;
  readonly text: Squeezed;
}

const LISTS = new Set(['ListOf', 'NonemptyListOf', 'EmptyListOf']);
const LEAVES = lexicalRules(GRAMMAR);

function convert(node: Node, place: Place): Cst[] {
  if (node.isTerminal()) return [];
  const name = node.ctorName;
  if (LEAVES.has(name)) return [leaf(node, place)];
  const kids = node.children.flatMap((child) => convert(child, place));
  if (node.isIteration() || LISTS.has(name)) return kids;
  // The columns of a repetition come one after the other; the text's own order is wanted.
  kids.sort((a, b) => a.span.start - b.span.start);
  return [{ rule: name, kids, text: '', span: spanOf(node, place) }];
}

function leaf(node: Node, place: Place): Cst {
  return { rule: node.ctorName, kids: [], text: node.source.contents, span: spanOf(node, place) };
}

function spanOf(node: Node, { file, text }: Place): Span {
  const inner = node.source.trimmed();
  return { file, start: text.startOf(inner.startIdx), end: text.endOf(inner.endIdx) };
}

function lexicalRules(grammar: Grammar): ReadonlySet<string> {
  return new Set(Object.keys(grammar.rules).filter((rule) => /^[a-z]/.test(rule)));
}
