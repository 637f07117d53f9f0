// Rule: files and functions stay short. What is over the limit is listed with its length, and may only shrink.
import ts from 'typescript';
import { lineOf, parseTypeScript, visitAll, type Breach, type TextFile } from '../source.js';

export const LIMITS = { file: 300, function: 40, fileMedian: 100, functionMedian: 8 };

/** Lengths over the limit that are put up with: `path` or `path#function` → lines. */
export type Ratchet = Readonly<Record<string, number>>;

export interface Measured {
  readonly key: string;
  readonly path: string;
  readonly line: number;
  readonly lines: number;
  readonly kind: 'file' | 'function';
}

export function lengthBreaches(measures: readonly Measured[], ratchet: Ratchet): readonly Breach[] {
  return [...grown(measures, ratchet), ...stale(measures, ratchet), ...medians(measures)];
}

/** What the ratchet must say for the present sources. */
export function ratchetFor(measures: readonly Measured[]): Ratchet {
  const over = measures.filter((m) => m.lines > LIMITS[m.kind]);
  return Object.fromEntries(over.map((m): [string, number] => [m.key, m.lines]).sort());
}

export function measure(files: readonly TextFile[]): readonly Measured[] {
  return files.flatMap((file) => [fileLength(file), ...functionLengths(file)]);
}

function grown(measures: readonly Measured[], ratchet: Ratchet): readonly Breach[] {
  return measures
    .filter((m) => m.lines > Math.max(LIMITS[m.kind], ratchet[m.key] ?? 0))
    .map((m) => ({
      path: m.path,
      line: m.line,
      message: `${m.key} has ${m.lines} lines: split it`,
    }));
}

function stale(measures: readonly Measured[], ratchet: Ratchet): readonly Breach[] {
  const now = ratchetFor(measures);
  return Object.entries(ratchet)
    .filter(([key, lines]) => (now[key] ?? 0) < lines)
    .map(([key]) => ({
      path: key,
      line: 1,
      message: `has shrunk to ${now[key] ?? 'within the limit'}: say so in the ratchet`,
    }));
}

function medians(measures: readonly Measured[]): readonly Breach[] {
  return (['file', 'function'] as const).flatMap((kind) => {
    const limit = LIMITS[`${kind}Median`];
    const middle = median(measures.filter((m) => m.kind === kind).map((m) => m.lines));
    return middle <= limit
      ? []
      : [{ path: '.', line: 1, message: `the median ${kind} has ${middle} lines, over ${limit}` }];
  });
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function fileLength(file: TextFile): Measured {
  return {
    key: file.path,
    path: file.path,
    line: 1,
    lines: file.text.trimEnd().split('\n').length,
    kind: 'file',
  };
}

function functionLengths(file: TextFile): readonly Measured[] {
  const source = parseTypeScript(file);
  const found: Measured[] = [];
  visitAll(source, (node) => {
    const name = functionName(node);
    if (name === undefined) return;
    const line = lineOf(source, node);
    const end = source.getLineAndCharacterOfPosition(node.getEnd()).line + 1;
    found.push({
      key: `${file.path}#${name}`,
      path: file.path,
      line,
      lines: end - line + 1,
      kind: 'function',
    });
  });
  return found;
}

/** Named functions and methods; what stands inside them counts as theirs. */
function functionName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText();
  const held = ts.isVariableDeclaration(node) ? node.initializer : undefined;
  const isFunction =
    held !== undefined && (ts.isArrowFunction(held) || ts.isFunctionExpression(held));
  return isFunction && ts.isVariableDeclaration(node) ? node.name.getText() : undefined;
}
