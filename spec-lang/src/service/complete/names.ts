/** Names that are no terms: actions, units, sorts, header cases, steps of derivations. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { typesIn } from '../symbols/env.js';
import type { Declaration } from '../symbols/declaration.js';
import type { NamedUnit } from '../symbols/declare.js';
import type { Members } from '../symbols/members.js';
import { back, type Cursor } from './context.js';
import { callSnippet, CompletionItemKind, item, itemOf, keyword } from './items.js';

/** Undefined: the place wants something else. */
export function nameItems(cursor: Cursor): readonly CompletionItem[] | undefined {
  const { members } = cursor.snapshot.names;
  return (
    eventItems(cursor, members) ??
    actionItems(cursor, members) ??
    sortItems(cursor, members) ??
    unitItems(cursor, members)
  );
}

/** The name behind the first word of the unit. */
function ownName({ unit }: Cursor): string {
  return unit?.tokens[1]?.text ?? '';
}

type Side = 'above' | 'below';

/** The service on one side, as the head of the layer says; read from tokens, for broken layers too. */
function serviceOf({ unit }: Cursor, side: Side): string {
  const word = side === 'above' ? 'implements' : 'over';
  const at = unit?.tokens.findIndex((t) => t.text === word) ?? -1;
  return at === -1 ? '' : (unit?.tokens[at + 1]?.text ?? '');
}

/** In a layer, behind `emit above`, `on below`, `pass above`, `with`, `fire`. */
function eventItems(cursor: Cursor, members: Members): readonly CompletionItem[] | undefined {
  if (cursor.unit?.kind !== 'layer') return undefined;
  if (back(cursor, 1) === 'with') return headerItems(members.unit(ownName(cursor)));
  if (back(cursor, 1) === 'fire')
    return actionsOf(members, serviceOf(cursor, 'above'), 'internal', false);
  const side = back(cursor, 1);
  const verb = back(cursor, 2);
  if (side !== 'above' && side !== 'below') return undefined;
  if (!['emit', 'on', 'pass'].includes(verb)) return undefined;
  // A layer takes inputs from above and gives outputs there; below it is the other way round.
  const takes = side === 'above' ? 'input' : 'output';
  const gives = side === 'above' ? 'output' : 'input';
  const kind = verb === 'emit' ? gives : takes;
  return actionsOf(members, serviceOf(cursor, side), kind, true, verb === 'pass');
}

function headerItems(unit: NamedUnit | undefined): readonly CompletionItem[] {
  if (unit?.kind !== 'layer') return [];
  return unit.header.map((c) =>
    item({
      label: c.tag.text,
      kind: CompletionItemKind.EnumMember,
      rank: 0,
      detail: c.fields.map((f) => f.name.text).join(', '),
      snippet: callSnippet(
        c.tag.text,
        c.fields.map((f) => f.name.text),
      ),
    }),
  );
}

/** `atSelf`: written without the first parameter, the process. */
function actionsOf(
  members: Members,
  unit: string,
  kind: string,
  atSelf: boolean,
  plain = false,
): readonly CompletionItem[] {
  return members
    .actions(unit)
    .filter((a) => a.detail.startsWith(kind))
    .filter((a, i, all) => all.findIndex((b) => b.name === a.name) === i)
    .map((a) => {
      const all = parameterNames(a);
      const own = atSelf ? all.slice(1) : all;
      return itemOf(a, 0, plain ? a.name : callSnippet(a.name, own));
    });
}

/** As the signature writes them. */
export function parameterNames(action: Declaration): readonly string[] {
  const inside = /\((.*)\)/.exec(action.detail)?.[1];
  if (inside === undefined) return [];
  return inside.split(/, (?=\w+:|const )/).map((p) => p.replace(/^const /, '').replace(/:.*$/, ''));
}

/** Behind a kind in transitions, in the proof of a simulation, in hidden and tasks. */
function actionItems(cursor: Cursor, members: Members): readonly CompletionItem[] | undefined {
  const word = back(cursor, 1);
  const kinds = ['input', 'output', 'internal'];
  const rule = cursor.segment?.rule;
  if (kinds.includes(word)) {
    if (rule === 'Transition') return actionsOf(members, ownName(cursor), word, false);
    if (rule === 'Simulation') return actionsOf(members, sideOf(cursor, 'from'), word, false);
    if (rule === 'Actions') return parentActions(cursor, members, word);
  }
  if (rule === 'Simulation' && word === 'fire')
    return actionsOf(members, sideOf(cursor, 'to'), '', false);
  if (word === 'hidden') return actionsOf(members, ownName(cursor), 'output', false);
  if (rule === 'Tasks' && (word === '{' || word === ';'))
    return actionsOf(members, ownName(cursor), '', false);
  return undefined;
}

function sideOf({ unit }: Cursor, word: 'from' | 'to'): string {
  const at = unit?.tokens.findIndex((t) => t.text === word) ?? -1;
  return at === -1 ? '' : (unit?.tokens[at + 1]?.text ?? '');
}

/** An extension may name the actions of its parent; a plain automaton makes up its own. */
function parentActions(cursor: Cursor, members: Members, kind: string): readonly CompletionItem[] {
  const unit = members.unit(ownName(cursor));
  const parent = unit?.kind === 'automaton' ? unit.parent?.name.text : undefined;
  return parent === undefined ? [] : actionsOf(members, parent, kind, false);
}

const SORTS = ['Bool', 'Nat', 'Int', 'Char', 'String'];
const CONSTRUCTORS = ['Set', 'Seq', 'Mset', 'Map', 'Array', 'Null'];

function sortItems(cursor: Cursor, members: Members): readonly CompletionItem[] | undefined {
  if (!wantsSort(cursor)) return undefined;
  const own = members.types(ownName(cursor)).map((t) => t.declaration);
  const file = typesIn(members.fileEnv).map((t) => t.declaration);
  const unit = members.unit(ownName(cursor));
  const formals = unit !== undefined && 'formals' in unit ? unit.formals : [];
  const sort = (label: string, rank: 0 | 1, snippet?: string): CompletionItem =>
    item({ label, kind: CompletionItemKind.TypeParameter, rank, snippet });
  const types = cursor.segment?.rule === 'AutomatonHead' || cursor.segment?.rule === 'LayerHead';
  return [
    ...formals.filter((f) => f.kind === 'typeFormal').map((f) => sort(f.name.text, 0)),
    ...[...own, ...file].map((d) => itemOf(d, 0)),
    ...SORTS.map((s) => sort(s, 1)),
    ...CONSTRUCTORS.map((s) =>
      sort(s, 1, s === 'Map' || s === 'Array' ? `${s}[$1, $2]` : `${s}[$1]`),
    ),
    ...(types ? [keyword('type', 0)] : []),
  ];
}

/** Behind a colon, or inside the brackets of a sort. */
function wantsSort(cursor: Cursor): boolean {
  const rule = cursor.segment?.rule;
  if (rule === 'Components' || rule === 'Invariant' || rule === 'Simulation')
    return insideSort(cursor);
  return back(cursor, 1) === ':' || insideSort(cursor);
}

function insideSort({ before }: Cursor): boolean {
  let depth = 0;
  for (let i = before.length - 1; i > 0; i -= 1) {
    const text = before[i]?.text ?? '';
    if (text === ']') depth += 1;
    if (text === '[' && depth === 0) return CONSTRUCTORS.includes(before[i - 1]?.text ?? '');
    if (text === '[') depth -= 1;
    if (![',', '[', ']'].includes(text) && before[i]?.kind !== 'word') return false;
  }
  return false;
}

const STEPS = ['replicate', 'faultTolerant', 'messagePassing'];

/** Where the name of a unit is wanted. */
function unitItems(cursor: Cursor, members: Members): readonly CompletionItem[] | undefined {
  const word = back(cursor, 1);
  const rule = cursor.segment?.rule;
  if (rule === 'Derivation' && (word === '=' || word === ';'))
    return STEPS.map((s) => keyword(s, 0));
  if (rule === 'Derivation' && word === '(' && back(cursor, 2) === 'replicate')
    return members.states(sideOf(cursor, 'from')).map((s) => itemOf(s, 0));
  const kinds = wantedUnits(rule, word);
  if (kinds === undefined) return undefined;
  return members
    .units()
    .filter((u) => kinds.includes(u.kind))
    .flatMap((u) => members.unitDeclaration(u.name?.text ?? '') ?? [])
    .filter((d) => d.name !== ownName(cursor))
    .map((d) => itemOf(d, 0));
}

function wantedUnits(rule: string | undefined, word: string): readonly string[] | undefined {
  const systems = ['automaton', 'layer'];
  if (rule === 'Stack' && (word === '=' || word === 'over'))
    return ['layer', 'automaton', 'derivation'];
  if (rule === 'Stack' && (word === 'requires' || word === ',')) return ['automaton', 'invariant'];
  if (rule === 'Components' && word === ':') return systems;
  if (rule === 'AutomatonHead' && word === 'extends') return ['automaton'];
  if (rule === 'LayerHead' && (word === 'over' || word === 'implements')) return ['automaton'];
  if ((rule === 'Invariant' || rule === 'Picture') && word === 'of') return systems;
  if (rule === 'Simulation' && (word === 'from' || word === 'to')) return systems;
  if (rule === 'Derivation' && (word === 'from' || word === 'to')) return ['automaton'];
  return undefined;
}
