/** The outline, of what can be read of a broken text. */
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import type {
  AstAutomaton,
  AstLayer,
  AstSimulation,
  AstStack,
  AstUnit,
  Name,
} from '../syntax/ast.js';
import { splitUnits } from '../syntax/split-units.js';
import type { Token } from '../syntax/scan.js';
import type { Span } from '../text/span.js';
import type { Snapshot } from './snapshot.js';
import { sortText } from './symbols/declaration.js';

export function symbolsOf(snapshot: Snapshot): readonly DocumentSymbol[] {
  const read = snapshot.ast.units.flatMap((u) => unitSymbols(u, snapshot));
  return [...read, ...unreadable(snapshot)].sort(
    (a, b) =>
      a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

type Make = (
  kind: SymbolKind,
  name: Name,
  span: Span,
  detail?: string,
  children?: readonly DocumentSymbol[],
) => DocumentSymbol;

function maker({ lines }: Snapshot): Make {
  return (kind, name, span, detail = '', children = []) => {
    // A name that stands for an unnamed claim is as long as its keyword.
    const inside = name.span.start >= span.start && name.span.end <= span.end;
    const whole = inside ? span : name.span;
    return {
      name: name.text,
      detail,
      kind,
      range: lines.range(whole),
      selectionRange: lines.range(name.span),
      children: [...children],
    };
  };
}

function unitSymbols(unit: AstUnit, snapshot: Snapshot): readonly DocumentSymbol[] {
  const make = maker(snapshot);
  switch (unit.kind) {
    case 'import':
      return [];
    case 'type':
      return [make(SymbolKind.Struct, unit.name, unit.span, 'type')];
    case 'let':
      return [make(SymbolKind.Function, unit.name, unit.span, sortText(unit.result))];
    case 'automaton': {
      const detail = unit.parent === undefined ? 'automaton' : `extends ${unit.parent.name.text}`;
      return [make(SymbolKind.Class, unit.name, unit.span, detail, automatonParts(unit, make))];
    }
    case 'layer': {
      const detail = `over ${unit.over.name.text} implements ${unit.implements.name.text}`;
      return [make(SymbolKind.Module, unit.name, unit.span, detail, layerParts(unit, make))];
    }
    case 'invariant':
      return [claim(make, unit, `invariant of ${unit.of.text}`, SymbolKind.Boolean)];
    case 'picture':
      return [claim(make, unit, `picture of ${unit.of.text}`, SymbolKind.Object)];
    case 'simulation':
      return [claim(make, unit, simulationText(unit), SymbolKind.Interface)];
    case 'derivation':
      return [make(SymbolKind.Operator, unit.name, unit.span, `derivation from ${unit.from.text}`)];
    case 'stack':
      return [make(SymbolKind.Package, unit.name, unit.span, layersText(unit))];
  }
}

function simulationText({ from, to }: AstSimulation): string {
  return `simulation from ${from.text} to ${to.text}`;
}

function layersText({ layers }: AstStack): string {
  return layers.map((l) => l.text).join(' over ');
}

function claim(
  make: Make,
  unit: AstUnit & { kind: 'invariant' | 'picture' | 'simulation' },
  detail: string,
  kind: SymbolKind,
): DocumentSymbol {
  const name = unit.name ?? {
    text: `(${unit.kind})`,
    span: { ...unit.span, end: unit.span.start + 1 },
  };
  return make(kind, name, unit.span, detail);
}

function automatonParts(a: AstAutomaton, make: Make): readonly DocumentSymbol[] {
  return [
    ...a.types.map((t) => make(SymbolKind.Struct, t.name, t.span, 'type')),
    ...a.definitions.map((d) => make(SymbolKind.Function, d.name, d.span, sortText(d.result))),
    ...a.signature.map((x) => make(SymbolKind.Event, x.name, x.span, x.kind)),
    ...a.states.map((s) => make(SymbolKind.Field, s.name, s.span, sortText(s.sort))),
    ...a.transitions.map((t) => make(SymbolKind.Method, t.action, t.span, t.kind)),
    ...a.components.map((c) =>
      make(SymbolKind.Property, c.name, c.span, c.use?.name.text ?? 'component'),
    ),
  ];
}

function layerParts(l: AstLayer, make: Make): readonly DocumentSymbol[] {
  return [
    ...l.types.map((t) => make(SymbolKind.Struct, t.name, t.span, 'type')),
    ...l.constants.map((c) => make(SymbolKind.Constant, c.name, c.name.span, sortText(c.sort))),
    ...l.header.map((c) => make(SymbolKind.EnumMember, c.tag, c.span, 'header')),
    ...l.definitions.map((d) => make(SymbolKind.Function, d.name, d.span, sortText(d.result))),
    ...l.states.map((s) => make(SymbolKind.Field, s.name, s.span, sortText(s.sort))),
    ...l.handlers.map((h) => {
      const { trigger } = h;
      if (trigger.kind === 'start')
        return make(SymbolKind.Method, { text: 'start', span: trigger.span }, h.span, 'on start');
      const name = trigger.kind === 'timer' ? trigger.name : trigger.action;
      return make(SymbolKind.Method, name, h.span, `on ${trigger.kind}`);
    }),
  ];
}

const UNIT_WORDS: ReadonlySet<string> = new Set(['automaton', 'layer', 'derivation', 'stack']);

/** Units whose head could not be read still have a name. */
function unreadable(snapshot: Snapshot): readonly DocumentSymbol[] {
  const make = maker(snapshot);
  const known = new Set(snapshot.ast.units.map((u) => u.span.start));
  return splitUnits(snapshot.scan.tokens).flatMap(({ kind, tokens }) => {
    const [first, name] = tokens;
    if (first === undefined || name?.kind !== 'word' || known.has(first.start)) return [];
    if (!UNIT_WORDS.has(kind)) return [];
    const span = (from: Token, to: Token): Span => ({
      file: snapshot.file,
      start: from.start,
      end: to.end,
    });
    const symbol = { text: name.text, span: span(name, name) };
    return [
      make(SymbolKind.Class, symbol, span(first, tokens.at(-1) ?? name), `${kind} with errors`),
    ];
  });
}
