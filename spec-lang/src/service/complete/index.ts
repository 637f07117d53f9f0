/** Completion: what may be written where the cursor stands, the likeliest first. */
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Loader } from '../../analyse/imports.js';
import { libraryNames } from '../../library.js';
import type { AstExpr } from '../../syntax/ast.js';
import type { Scope, StateView } from '../../analyse/resolve/scope.js';
import type { StartRule } from '../../syntax/grammar.js';
import type { Fact } from '../facts.js';
import type { Snapshot } from '../snapshot.js';
import { replacementItems } from '../unicode.js';
import { back, cursorAt, inComment, inString, ruleOf, textBefore, type Cursor } from './context.js';
import { expectedAfter, wordsOf } from './expected.js';
import { CompletionItemKind, item, keyword } from './items.js';
import { nameItems } from './names.js';
import { probe } from './probe.js';
import { fieldItems, targetItems, termItems, viewItems } from './terms.js';

export function completionAt(
  snapshot: Snapshot,
  offset: number,
  load: Loader,
): readonly CompletionItem[] {
  const cursor = cursorAt(snapshot, offset);
  if (inComment(cursor)) return [];
  if (inString(cursor) !== undefined) return cursor.unit?.kind === 'import' ? importItems() : [];
  if (cursor.word.startsWith('\\'))
    return replacementItems(snapshot.lines.range({ start: cursor.wordStart, end: offset }));
  if (back(cursor, 1) === '.') return selected(cursor, load);
  const named = nameItems(cursor);
  if (named !== undefined) return named;
  const words = keywordsAt(cursor);
  const fact = words.term ? probe(cursor, load)?.fact : undefined;
  const terms = fact === undefined ? [] : namesAt(fact, words.statement);
  const known = new Set(terms.map((t) => t.label));
  return [...terms, ...words.items.filter((w) => !known.has(w.label))];
}

function namesAt({ scope, want }: Fact, statement: boolean): readonly CompletionItem[] {
  return statement ? targetItems(scope) : termItems(scope, want);
}

function importItems(): readonly CompletionItem[] {
  return libraryNames().map((label) => item({ label, kind: CompletionItemKind.File, rank: 0 }));
}

/** Behind a dot. */
function selected(cursor: Cursor, load: Loader): readonly CompletionItem[] {
  const found = probe(cursor, load);
  const fact = found?.fact;
  if (fact?.e.kind !== 'select') return [];
  const view = viewOf(fact.e.of, fact.scope);
  if (view !== undefined) return viewItems(view);
  return found?.of === undefined ? [] : fieldItems(found.of.sort);
}

/** The part of the state that `A`, `P` or `P[i]` names. */
function viewOf(e: AstExpr, scope: Scope): StateView | undefined {
  if (e.kind === 'at') return viewOf(e.of, scope);
  if (e.kind === 'select') return viewOf(e.of, scope)?.components.get(e.field.text)?.view;
  if (e.kind !== 'name' || scope.locals.has(e.name) || scope.view.states.has(e.name))
    return undefined;
  const side = scope.sides.get(e.name)?.view ?? scope.view.components.get(e.name)?.view;
  if (side !== undefined) return side;
  const owners = [...scope.sides.values()].flatMap(
    (s) => s.view.components.get(e.name)?.view ?? [],
  );
  return owners[0];
}

const UNIT_WORDS = [
  'import',
  'type',
  'let',
  'automaton',
  'invariant',
  'picture',
  'forward simulation',
  'layer',
  'derivation',
  'stack',
];

interface Words {
  readonly items: readonly CompletionItem[];
  /** May a term stand here? */
  readonly term: boolean;
  /** Does a statement begin here? */
  readonly statement: boolean;
}

function keywordsAt(cursor: Cursor): Words {
  const rule = ruleOf(cursor);
  if (rule === undefined)
    return { items: UNIT_WORDS.map((w) => keyword(w, 1)), term: false, statement: false };
  const expected = expectedAfter(textBefore(cursor), rule);
  const ends = expected.has('end of input');
  const next = ends ? followersOf(cursor, rule) : [];
  const items = [...new Set([...wordsOf(expected), ...next])].map((w) => keyword(w, 2));
  const statement = expected.has('"while"');
  return { items, term: expected.has('a name'), statement };
}

/** What may begin the next part of the unit, or the next unit. */
function followersOf(cursor: Cursor, rule: StartRule): readonly string[] {
  const inside = cursor.unit?.kind === 'layer' ? LAYER_PARTS : (AUTOMATON_PARTS.get(rule) ?? []);
  return [...inside, ...(isLineStart(cursor) ? UNIT_WORDS : [])];
}

function isLineStart({ snapshot, wordStart }: Cursor): boolean {
  const { line } = snapshot.lines.positionAt(wordStart);
  return snapshot.source.text.slice(snapshot.lines.startOf(line), wordStart).trim() === '';
}

const LAYER_PARTS = ['constants', 'header', 'states', 'on', 'pass', 'type', 'let'];

const AUTOMATON_PARTS: ReadonlyMap<StartRule, readonly string[]> = new Map<
  StartRule,
  readonly string[]
>([
  ['AutomatonHead', ['type', 'let', 'signature', 'states', 'transitions', 'components', 'extends']],
  ['Types', ['type', 'let', 'signature', 'components']],
  ['Let', ['type', 'let', 'signature', 'components']],
  ['SignatureHead', ['input', 'output', 'internal']],
  ['Actions', ['input', 'output', 'internal', 'states', 'transitions']],
  ['States', ['transitions', 'initially']],
  ['TransitionsHead', ['input', 'output', 'internal']],
  ['Transition', ['input', 'output', 'internal', 'tasks']],
  ['Components', ['hidden']],
]);
