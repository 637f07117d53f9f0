/** The concrete tree: what the grammar matched, as plain data, with places in the whole file. */
import type { Node } from 'ohm-js';
import type { Span } from '../text/span.js';
import { grammar } from './grammar.js';
import type { Squeezed } from './squeeze.js';

/** The same tree with places in the squeezed text, so that it can be used wherever that text stands. */
export interface Shape {
  readonly rule: string;
  readonly kids: readonly Shape[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

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

export function shapeOf(root: Node): Shape {
  const [tree] = convert(root);
  if (tree === undefined) throw new Error('a match has a root');
  return tree;
}

/** `text`: what was matched, which knows where it stands in the file. */
export function concreteTree(shape: Shape, file: string, text: Squeezed): Cst {
  return {
    rule: shape.rule,
    kids: shape.kids.map((kid) => concreteTree(kid, file, text)),
    text: shape.text,
    span: { file, start: text.startOf(shape.start), end: text.endOf(shape.end) },
  };
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

const LISTS = new Set(['ListOf', 'NonemptyListOf', 'EmptyListOf']);
let leaves: ReadonlySet<string> | undefined;

function convert(node: Node): Shape[] {
  if (node.isTerminal()) return [];
  const name = node.ctorName;
  leaves ??= lexicalRules();
  if (leaves.has(name)) return [{ rule: name, kids: [], text: node.source.contents, ...at(node) }];
  const kids = node.children.flatMap(convert);
  if (node.isIteration() || LISTS.has(name)) return kids;
  // The columns of a repetition come one after the other; the text's own order is wanted.
  kids.sort((a, b) => a.start - b.start);
  return [{ rule: name, kids, text: '', ...at(node) }];
}

function at(node: Node): { readonly start: number; readonly end: number } {
  const inner = node.source.trimmed();
  return { start: inner.startIdx, end: inner.endIdx };
}

function lexicalRules(): ReadonlySet<string> {
  return new Set(Object.keys(grammar().rules).filter((rule) => /^[a-z]/.test(rule)));
}
