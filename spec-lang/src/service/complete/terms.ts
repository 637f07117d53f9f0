/** Names of terms at a place, those of the wanted sort first. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { FUNCTIONS } from '../../analyse/infer/functions.js';
import { named } from '../../analyse/resolve/constants.js';
import {
  BROKEN,
  type Scope,
  type SortOrBroken,
  type StateView,
} from '../../analyse/resolve/scope.js';
import { printSort } from '../../ir/print-sort.js';
import { fits } from '../../analyse/resolve/sort-relations.js';
import { COLOUR_SORT } from '../../ir/picture.js';
import type { Sort } from '../../ir/sort.js';
import { sortParts } from '../../ir/sort-parts.js';
import { BUILT_INS, type BuiltInInfo } from '../builtins.js';
import { callSnippet, CompletionItemKind, item, keyword, type Rank } from './items.js';

export function termItems(scope: Scope, want: Sort | undefined): readonly CompletionItem[] {
  if (want === COLOUR_SORT) return [...colourItems(), keyword('if', 1)];
  const found = new Map<string, CompletionItem>();
  // What is declared further in comes first and hides what is further out.
  for (const one of [
    ...localItems(scope, want),
    ...stateItems(scope, want),
    ...definitionItems(scope, want),
    ...constantItems(scope, want),
    ...placeItems(scope),
    ...keywordItems(want),
    ...builtInItems(want),
  ])
    if (!found.has(one.label)) found.set(one.label, one);
  return [...found.values()];
}

function colourItems(): readonly CompletionItem[] {
  return COLOUR_SORT.values.map((label) =>
    item({ label, kind: CompletionItemKind.Color, rank: 0, detail: COLOUR_SORT.name }),
  );
}

/** At the beginning of a statement: what can be assigned. */
export function targetItems(scope: Scope): readonly CompletionItem[] {
  const locals = [...scope.locals].filter(([, l]) => l.assignable);
  const states = [...scope.view.states].filter(([, s]) => !s.inherited);
  return [
    ...states.map(([label, { sort }]) =>
      item({ label, kind: CompletionItemKind.Field, rank: 0, detail: shown(sort) }),
    ),
    ...locals.map(([label, { sort }]) =>
      item({ label, kind: CompletionItemKind.Variable, rank: 0, detail: shown(sort) }),
    ),
  ];
}

/** 0: may stand here as it is. 1: a part of it may. 2: not by itself. */
function rankOf(sort: SortOrBroken, want: Sort | undefined): Rank {
  if (sort === BROKEN) return 2;
  if (want === undefined || fits(sort, want)) return 0;
  // Whatever can be compared may begin a condition.
  if (want.kind === 'bool') return 1;
  return reachedFrom(sort).some((part) => fits(part, want)) ? 1 : 2;
}

/** What is reached from a value of the sort by one step: an element, a field, `.val`. */
function reachedFrom(sort: Sort): readonly Sort[] {
  if (sort.kind === 'array') return [sort.of];
  return sort.kind === 'map' ? [sort.to] : sortParts(sort);
}

function shown(sort: SortOrBroken): string {
  return sort === BROKEN ? '' : printSort(sort);
}

function localItems(scope: Scope, want: Sort | undefined): readonly CompletionItem[] {
  return [...scope.locals].map(([label, { sort }]) =>
    item({
      label,
      kind: CompletionItemKind.Variable,
      rank: rankOf(sort, want),
      detail: shown(sort),
    }),
  );
}

function stateItems(scope: Scope, want: Sort | undefined): readonly CompletionItem[] {
  if (scope.stateless !== undefined) return [];
  return [...scope.view.states].map(([label, { sort }]) =>
    item({ label, kind: CompletionItemKind.Field, rank: rankOf(sort, want), detail: shown(sort) }),
  );
}

function definitionItems(scope: Scope, want: Sort | undefined): readonly CompletionItem[] {
  return [...scope.definitions].map(([label, { parameters, result }]) =>
    item({
      label,
      kind: CompletionItemKind.Function,
      rank: rankOf(result, want),
      detail: `(${parameters.map(shown).join(', ')}): ${shown(result)}`,
      snippet: callSnippet(label, parameters.map(shown)),
    }),
  );
}

function constantItems(scope: Scope, want: Sort | undefined): readonly CompletionItem[] {
  return named(scope).flatMap((sort) => {
    if (sort.kind !== 'enum' && sort.kind !== 'union') return [];
    const rank = rankOf(sort, want);
    const cases: readonly {
      readonly tag: string;
      readonly fields: readonly { readonly name: string }[];
    }[] = sort.kind === 'enum' ? sort.values.map((tag) => ({ tag, fields: [] })) : sort.cases;
    return cases.map(({ tag, fields }) =>
      item({
        label: tag,
        kind: CompletionItemKind.EnumMember,
        rank,
        detail: sort.name,
        ...(fields.length === 0
          ? {}
          : {
              snippet: callSnippet(
                tag,
                fields.map((f) => f.name),
              ),
            }),
      }),
    );
  });
}

/** Components of a composition, and the two sides of a simulation. */
function placeItems(scope: Scope): readonly CompletionItem[] {
  const names = [...scope.sides.keys(), ...scope.view.components.keys()];
  return names.map((label) => item({ label, kind: CompletionItemKind.Module, rank: 1 }));
}

function keywordItems(want: Sort | undefined): readonly CompletionItem[] {
  const truth = (label: string): CompletionItem =>
    item({ label, kind: CompletionItemKind.Keyword, rank: want?.kind === 'bool' ? 1 : 3 });
  const empties = ['set', 'mset', 'seq', 'map'];
  const constant = (label: string, rank: Rank): CompletionItem =>
    item({ label, kind: CompletionItemKind.Constant, rank });
  return [
    truth('true'),
    truth('false'),
    constant('nil', want?.kind === 'null' ? 0 : 3),
    constant('empty', want !== undefined && empties.includes(want.kind) ? 0 : 3),
  ];
}

function builtInItems(want: Sort | undefined): readonly CompletionItem[] {
  return BUILT_INS.filter((b) => FUNCTIONS.has(b.name)).map((b) => {
    const parameters = /\((.*?)\)/.exec(b.signature)?.[1]?.split(', ') ?? [];
    return item({
      label: b.name,
      kind: CompletionItemKind.Function,
      rank: givesWanted(b, want) ? 2 : 3,
      detail: b.signature,
      doc: b.about,
      snippet: callSnippet(b.name, parameters),
    });
  });
}

function givesWanted({ gives }: BuiltInInfo, want: Sort | undefined): boolean {
  switch (want?.kind) {
    case undefined:
      return true;
    case 'bool':
      return gives === 'bool';
    case 'nat':
    case 'int':
      return gives === 'number' || gives === 'element';
    case 'set':
    case 'mset':
    case 'seq':
    case 'map':
    case 'array':
      return gives === 'collection';
    case 'null':
      return gives === 'null';
    case 'char':
    case 'string':
    case 'enum':
    case 'tuple':
    case 'union':
    case 'uninterpreted':
      return gives === 'element';
  }
}

/** Behind a dot: fields of the sort, `val`, or the variables of a component. */
export function fieldItems(sort: Sort): readonly CompletionItem[] {
  const field = (label: string, of: Sort, from: string): CompletionItem =>
    item({
      label,
      kind: CompletionItemKind.Field,
      rank: 0,
      detail: `${printSort(of)}, of ${from}`,
    });
  if (sort.kind === 'null') return [field('val', sort.of, printSort(sort))];
  if (sort.kind === 'tuple') return sort.fields.map((f) => field(f.name, f.sort, sort.name));
  if (sort.kind !== 'union') return [];
  return sort.cases.flatMap((c) =>
    c.fields.map((f) => field(f.name, f.sort, `${sort.name}.${c.tag}`)),
  );
}

export function viewItems(view: StateView): readonly CompletionItem[] {
  const states = [...view.states].map(([label, { sort }]) =>
    item({ label, kind: CompletionItemKind.Field, rank: 0, detail: shown(sort) }),
  );
  const parts = [...view.components.keys()].map((label) =>
    item({ label, kind: CompletionItemKind.Module, rank: 0 }),
  );
  return [...states, ...parts];
}
