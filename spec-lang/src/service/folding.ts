/** Folding, on tokens, so that a broken text folds as well. */
import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import { splitSegments } from '../syntax/split-segments.js';
import { splitUnits } from '../syntax/split-units.js';
import type { Token } from '../syntax/scan.js';
import type { Snapshot } from './snapshot.js';

/** Units, their sections and clauses, and blocks of comments. */
export function foldingOf(snapshot: Snapshot): readonly FoldingRange[] {
  const units = splitUnits(snapshot.scan.tokens);
  const imports = units.filter((u) => u.kind === 'import').flatMap((u) => u.tokens);
  const segments = units
    .filter((u) => u.kind === 'automaton' || u.kind === 'layer')
    .flatMap((u) => sections(splitSegments(u).map((s) => s.tokens)));
  const folds = [...units.filter((u) => u.kind !== 'import').map((u) => u.tokens), ...segments];
  return [
    ...folds.flatMap((tokens) => foldOf(tokens, snapshot)),
    ...foldOf(imports, snapshot).map((f) => ({ ...f, kind: FoldingRangeKind.Imports })),
    ...commentFolds(snapshot),
  ];
}

/** `signature` and `transitions` stand alone and reach over the segments that follow. */
function sections(segments: readonly (readonly Token[])[]): readonly (readonly Token[])[] {
  return segments.map((tokens, i) => {
    const word = tokens[0]?.text;
    if (tokens.length !== 1 || (word !== 'signature' && word !== 'transitions')) return tokens;
    const end = segments.findIndex((s, j) => j > i && SECTION.has(s[0]?.text ?? ''));
    return segments.slice(i, end === -1 ? undefined : end).flat();
  });
}

const SECTION = new Set(['signature', 'states', 'transitions', 'tasks', 'components', 'hidden']);

function foldOf(tokens: readonly Token[], { lines }: Snapshot): readonly FoldingRange[] {
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined) return [];
  const startLine = lines.positionAt(first.start).line;
  const endLine = lines.positionAt(last.end).line;
  return endLine > startLine ? [{ startLine, endLine }] : [];
}

function commentFolds({ scan, lines }: Snapshot): readonly FoldingRange[] {
  const folds: FoldingRange[] = [];
  for (const comment of scan.comments.filter((c) => c.ownLine)) {
    const { line } = lines.positionAt(comment.start);
    const before = folds.at(-1);
    if (before !== undefined && before.endLine === line - 1) before.endLine = line;
    else folds.push({ startLine: line, endLine: line, kind: FoldingRangeKind.Comment });
  }
  return folds.filter((f) => f.endLine > f.startLine);
}
