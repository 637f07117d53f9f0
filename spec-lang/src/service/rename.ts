/** Rename in all texts that are known; what would change the meaning of a name is refused. */
import type { Range, WorkspaceEdit } from 'vscode-languageserver-types';
import { FUNCTIONS } from '../analyse/infer/functions.js';
import { isBuiltInSort } from '../analyse/resolve/sorts.js';
import { diagnostic } from '../text/catalogue.js';
import { hasErrors, type Diagnostic } from '../text/diagnostic.js';
import { RESERVED } from '../syntax/words.js';
import { placesOf, type Place } from './navigate.js';
import { uriOf } from './places.js';
import type { Snapshot } from './snapshot.js';
import { LIBRARY, type Workspace } from './workspace.js';

export type Renaming = { readonly edit: WorkspaceEdit } | { readonly refused: Diagnostic };

/** The name that can be renamed here, if one can. */
export function renameRangeAt(
  snapshot: Snapshot,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | undefined {
  const seen = snapshot.names.at(offset);
  if (seen === undefined || seen.declaration.span.file.startsWith(LIBRARY)) return undefined;
  if (seen.declaration.name === 'Header') return undefined;
  return { range: snapshot.lines.range(seen.span), placeholder: seen.declaration.name };
}

/** Undefined when there is no name at the place. */
export function renameAt(
  snapshot: Snapshot,
  offset: number,
  to: string,
  workspace: Workspace,
): Renaming | undefined {
  const seen = snapshot.names.at(offset);
  if (seen === undefined) return undefined;
  const places = placesOf(snapshot, offset, workspace);
  const refused =
    unfit(to, snapshot, offset) ??
    foreign(places, seen.span) ??
    clash(places, to, workspace, snapshot, offset);
  return refused === undefined ? { edit: { changes: changesOf(places, to) } } : { refused };
}

function unfit(to: string, snapshot: Snapshot, offset: number): Diagnostic | undefined {
  const span = snapshot.names.at(offset)?.span ?? {
    file: snapshot.file,
    start: offset,
    end: offset,
  };
  if (!/^[\p{L}_][\p{L}\p{Nd}_]*'*$/u.test(to))
    return diagnostic(
      'E0103',
      span,
      `${to} is no name: names are letters, digits and _, then primes`,
    );
  if (RESERVED.has(to))
    return diagnostic('E0105', span, `${to} is a reserved word and cannot be a name`);
  if (isBuiltInSort(to) || FUNCTIONS.has(to) || ['nil', 'empty', 'self'].includes(to))
    return diagnostic('E0203', span, `${to} means something in the language already`);
  return undefined;
}

/** The library is not the user's to change. */
function foreign(places: readonly Place[], span: Place['span']): Diagnostic | undefined {
  const fixed = places.find((p) => p.span.file.startsWith(LIBRARY));
  if (fixed === undefined) return undefined;
  const file = fixed.span.file.slice(LIBRARY.length);
  const message = `${fixed.declaration.name} also stands in ${file} of the library, which cannot be changed`;
  return diagnostic('E0203', span, message, {
    related: [{ span: fixed.span, message: 'it stands here' }],
  });
}

/**
 * Tried out: the texts with the new name must be as sound as before, and each of the new names
 * must still mean what it meant.
 */
function clash(
  places: readonly Place[],
  to: string,
  workspace: Workspace,
  snapshot: Snapshot,
  offset: number,
): Diagnostic | undefined {
  const span = snapshot.names.at(offset)?.span ?? {
    file: snapshot.file,
    start: offset,
    end: offset,
  };
  const changed = new Map([...byFile(places)].map(([file, own]) => [file, renamed(own, to)]));
  const trial = workspace.with(changed);
  for (const [file, own] of byFile(places)) {
    const before = workspace.snapshot(file);
    const after = trial.snapshot(file);
    if (before === undefined || after === undefined) continue;
    const met = captured(own, to, after);
    if (met !== undefined) return taken(to, span, met);
    const worse = newError(before, after, file);
    if (worse !== undefined)
      return taken(to, span, { ...worse.span, ...moved(worse.span, own, to) });
  }
  return undefined;
}

function taken(to: string, span: Place['span'], related: Place['span']): Diagnostic {
  return diagnostic('E0203', span, `${to} is taken: the name would mean something else here`, {
    related: [{ span: related, message: 'it clashes here' }],
  });
}

/** The places of the name in one text, in order. */
function byFile(places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
  const files = new Map<string, Place[]>();
  for (const place of places) {
    const own = files.get(place.span.file) ?? [];
    own.push(place);
    files.set(place.span.file, own);
  }
  for (const own of files.values()) own.sort((a, b) => a.span.start - b.span.start);
  return files;
}

function renamed(places: readonly Place[], to: string): string {
  const text = places[0]?.snapshot.source.text ?? '';
  let from = 0;
  let result = '';
  for (const { span } of places) {
    result += text.slice(from, span.start) + to;
    from = span.end;
  }
  return result + text.slice(from);
}

/** Another name of the same spelling took one of the places, or one of the places took another name. */
function captured(
  places: readonly Place[],
  to: string,
  after: Snapshot,
): Place['span'] | undefined {
  const [first] = places;
  if (first === undefined) return undefined;
  const shift = to.length - first.declaration.name.length;
  const starts = new Set(places.map((p, i) => p.span.start + i * shift));
  const own = after.names.all().filter((o) => starts.has(o.span.start));
  const keys = new Set(own.map((o) => `${o.declaration.span.file}:${o.declaration.span.start}`));
  const before = new Set(
    places.map((p) => `${p.declaration.span.file}:${p.declaration.span.start}`),
  );
  if (keys.size > before.size) return own[0]?.span;
  const intruder = after.names
    .all()
    .find(
      (o) =>
        !starts.has(o.span.start) &&
        keys.has(`${o.declaration.span.file}:${o.declaration.span.start}`),
    );
  return intruder?.span;
}

function newError(before: Snapshot, after: Snapshot, file: string): Diagnostic | undefined {
  const errorsOf = (s: Snapshot): readonly Diagnostic[] =>
    s.analysis.diagnostics.filter((d) => d.span.file === file && d.severity === 'error');
  if (!hasErrors(after.analysis.diagnostics) || errorsOf(after).length <= errorsOf(before).length)
    return undefined;
  return errorsOf(after)[0];
}

/** A place in the renamed text, in the text as it is. */
function moved(
  span: Place['span'],
  places: readonly Place[],
  to: string,
): { start: number; end: number } {
  const shift = to.length - (places[0]?.declaration.name.length ?? 0);
  const earlier = places.filter((p, i) => p.span.start + i * shift < span.start).length;
  return { start: span.start - earlier * shift, end: span.end - earlier * shift };
}

function changesOf(places: readonly Place[], to: string): NonNullable<WorkspaceEdit['changes']> {
  return Object.fromEntries(
    [...byFile(places)].map(([file, own]) => [
      uriOf(file),
      own.map((p) => ({ range: p.snapshot.lines.range(p.span), newText: to })),
    ]),
  );
}
