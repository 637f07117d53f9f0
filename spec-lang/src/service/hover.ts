/** What is said of the name under the pointer: declaration, sort, documentation, evidence. */
import { MarkupKind, type Hover } from 'vscode-languageserver-types';
import { printSort } from '../ir/print-sort.js';
import { CATALOGUE } from '../text/catalogue.js';
import type { CodeInfo } from '../text/code-info.js';
import { builtIn } from './builtins.js';
import type { Snapshot } from './snapshot.js';
import type { Declaration, Occurrence } from './symbols/declaration.js';

/** A claim or an action of which a caller may know what was proved, explored or seen. */
export interface Subject {
  readonly file: string;
  readonly kind: Declaration['kind'];
  readonly name: string;
  /** The unit that an action or a variable belongs to. */
  readonly owner: string;
}

/** One line of markdown; undefined when nothing is known. */
export type Evidence = (subject: Subject) => string | undefined;

export function hoverAt(
  snapshot: Snapshot,
  offset: number,
  evidence: Evidence | undefined,
): Hover | undefined {
  const seen = snapshot.names.at(offset);
  const parts = [
    ...(seen === undefined ? plainTerm(snapshot, offset) : ofName(snapshot, seen, evidence)),
    ...explanations(snapshot, offset),
  ];
  if (parts.length === 0) return undefined;
  const value = parts.join('\n\n');
  const contents = { kind: MarkupKind.Markdown, value };
  return seen === undefined ? { contents } : { contents, range: snapshot.lines.range(seen.span) };
}

function ofName(
  snapshot: Snapshot,
  { declaration, span }: Occurrence,
  evidence: Evidence | undefined,
): readonly string[] {
  const sort = sortAt(snapshot, declaration, span);
  const head = sort !== undefined && declaration.sort === undefined ? `: ${sort}` : '';
  const lines = [code(`${declaration.detail}${declaration.detail.includes(':') ? '' : head}`)];
  lines.push(`*${described(declaration, snapshot)}*`);
  if (sort !== undefined && !declaration.detail.includes(sort))
    lines.push(`here of sort \`${sort}\``);
  if (declaration.doc !== '') lines.push(declaration.doc);
  const { kind, name, owner } = declaration;
  const known = evidence?.({ file: declaration.span.file, kind, name, owner });
  return known === undefined ? lines : [...lines, known];
}

/** The sort that the analysis gave: at the place itself, or where the variable is used later. */
function sortAt(snapshot: Snapshot, d: Declaration, span: Occurrence['span']): string | undefined {
  const here = snapshot.facts.of({ span })?.typed?.sort;
  if (here !== undefined) return printSort(here);
  if (d.kind !== 'variable') return undefined;
  for (const use of snapshot.names.of(d)) {
    const sort = snapshot.facts.of(use)?.typed?.sort;
    if (sort !== undefined) return printSort(sort);
  }
  return undefined;
}

const KINDS: Readonly<Record<Declaration['kind'], string>> = {
  file: 'file',
  automaton: 'automaton',
  composition: 'composition',
  invariant: 'invariant',
  picture: 'picture',
  simulation: 'simulation',
  layer: 'layer',
  derivation: 'derivation',
  stack: 'stack',
  type: 'type',
  typeParameter: 'type parameter',
  value: 'constant',
  case: 'case',
  field: 'field',
  definition: 'definition',
  parameter: 'parameter',
  constant: 'constant',
  variable: 'variable',
  state: 'state variable',
  action: 'action',
  component: 'component',
  timer: 'timer',
};

function described(d: Declaration, snapshot: Snapshot): string {
  const of = d.owner === '' ? '' : ` of ${d.owner}`;
  const elsewhere = d.span.file === snapshot.file ? '' : `, in ${baseName(d.span.file)}`;
  return `${KINDS[d.kind]}${of}${elsewhere}`;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Operators and what else has no declaration: the built-in's own words, and the sort of the term. */
function plainTerm(snapshot: Snapshot, offset: number): readonly string[] {
  const token = snapshot.scan.tokens.find((t) => t.start <= offset && offset < t.end);
  if (token === undefined) return [];
  const known = builtIn(token.text);
  const fact = snapshot.facts.around(offset);
  const sort = fact?.typed?.sort;
  return [
    ...(known === undefined ? [] : [code(known.signature), known.about]),
    ...(sort === undefined ? [] : [`of sort \`${printSort(sort)}\``]),
  ];
}

function explanations(snapshot: Snapshot, offset: number): readonly string[] {
  const codes = snapshot.analysis.diagnostics
    .filter((d) => d.span.file === snapshot.file && d.span.start <= offset && offset <= d.span.end)
    .map((d) => d.code);
  return [...new Set(codes)].flatMap((c) => {
    const info = infoOf(c);
    return info === undefined ? [] : [`**${c} ${info.title}**: ${info.explanation}`];
  });
}

function code(text: string): string {
  return `\`\`\`ioa\n${text}\n\`\`\``;
}

function infoOf(code: string): CodeInfo | undefined {
  const catalogue: Readonly<Record<string, CodeInfo>> = CATALOGUE;
  return catalogue[code];
}
