/**
 * Where the lines of a text begin: for each token that begins a part (a section, a clause, a
 * statement, an item of a list), the token that it is placed by, and how far behind it.
 */
import type {
  AstAutomaton,
  AstDefinition,
  AstFire,
  AstLayer,
  AstMark,
  AstSimulation,
  AstStmt,
  AstTypeUnit,
  AstUnit,
} from '../../syntax/ast.js';
import type { Span } from '../../text/span.js';

/** `base`: where the token stands that this one is placed by; undefined: the margin. */
export interface Anchor {
  readonly base: number | undefined;
  readonly plus: number;
}

export interface Anchors {
  /** By where the token stands that begins the part. */
  readonly places: ReadonlyMap<number, Anchor>;
  /** For words behind which what follows stands in one column: their width with the space. */
  readonly widths: ReadonlyMap<number, number>;
}

/** Finds the word in front of a part: the last token of this text before the place. */
export type WordBefore = (word: string, place: number) => number | undefined;

/** Does this place begin its line? */
export type AtMargin = (place: number) => boolean;

interface Spanned {
  readonly span: Span;
}

export function anchorsOf(
  units: readonly AstUnit[],
  wordBefore: WordBefore,
  atMargin: AtMargin,
): Anchors {
  const book = new Book(wordBefore, atMargin);
  for (const unit of units) {
    book.put(unit.span.start, undefined, 0);
    unitAnchors(unit, book);
  }
  return book;
}

class Book implements Anchors {
  readonly places = new Map<number, Anchor>();
  readonly widths = new Map<number, number>();
  readonly wordBefore: WordBefore;
  readonly atMargin: AtMargin;

  constructor(wordBefore: WordBefore, atMargin: AtMargin) {
    this.wordBefore = wordBefore;
    this.atMargin = atMargin;
  }

  put(at: number, base: number | undefined, plus: number): void {
    if (at !== base && !this.places.has(at)) this.places.set(at, { base, plus });
  }

  /** The first a step behind the owner, the others below the first. */
  list(parts: readonly Spanned[], owner: number, plus = 2): void {
    const [first, ...rest] = parts;
    if (first === undefined) return;
    this.put(first.span.start, owner, plus);
    for (const { span } of rest) this.put(span.start, first.span.start, 0);
  }

  /** A section with the word that opens it; undefined when it has no parts. */
  section(word: string, parts: readonly Spanned[], unit: number): number | undefined {
    const [first] = parts;
    const opener = first && this.wordBefore(word, first.span.start);
    if (opener === undefined) return undefined;
    this.put(opener, unit, 2);
    this.list(parts, opener);
    return opener;
  }

  /** `pre`, `eff` and their like with what they govern. */
  clause(word: string, parts: readonly Spanned[], owner: number): void {
    const [first] = parts;
    const opener = first && this.wordBefore(word, first.span.start);
    if (opener === undefined || opener < owner) return;
    this.put(opener, owner, 2);
    this.list(parts, opener, word.length + 1);
  }
}

function unitAnchors(unit: AstUnit, book: Book): void {
  switch (unit.kind) {
    case 'automaton': {
      automatonAnchors(unit, book);
      return;
    }
    case 'layer': {
      layerAnchors(unit, book);
      return;
    }
    case 'simulation': {
      simulationAnchors(unit, book);
      return;
    }
    case 'invariant': {
      book.put(unit.condition.span.start, unit.span.start, 2);
      return;
    }
    case 'picture': {
      marks(unit.marks, unit.span.start, book);
      return;
    }
    case 'let': {
      book.put(unit.body.span.start, unit.span.start, 2);
      return;
    }
    case 'import':
    case 'type':
    case 'derivation':
    case 'stack':
      return;
  }
}

function declarations(
  types: readonly AstTypeUnit[],
  definitions: readonly AstDefinition[],
  unit: number,
  book: Book,
): void {
  for (const type of types) book.put(type.span.start, unit, 2);
  for (const definition of definitions) {
    book.put(definition.span.start, unit, 2);
    book.put(definition.body.span.start, definition.span.start, 2);
  }
}

function automatonAnchors(a: AstAutomaton, book: Book): void {
  const unit = a.span.start;
  declarations(a.types, a.definitions, unit, book);
  const signature = kinds(a.signature, book);
  book.section('signature', signature, unit);
  book.section('states', a.states, unit);
  if (a.initially !== undefined) {
    const word = book.wordBefore('initially', a.initially.span.start);
    if (word !== undefined) book.put(word, unit, 2);
  }
  const opener = book.section('transitions', a.transitions, unit);
  for (const t of a.transitions) {
    const at = t.span.start;
    if (opener === undefined) book.put(at, unit, 2);
    if (t.where !== undefined) book.clause('where', [t.where], at);
    book.clause('local', t.locals, at);
    book.clause('pre', t.pre, at);
    book.clause('eff', t.eff, at);
    statements(t.eff, book);
    if (t.ensuring !== undefined) book.clause('ensuring', [t.ensuring], at);
  }
  book.section('tasks', a.tasks, unit);
  book.section('components', a.components, unit);
  book.section('hidden', a.hidden, unit);
}

/** Several actions may stand behind one word of kind. */
function kinds(actions: AstAutomaton['signature'], book: Book): readonly Spanned[] {
  const found = new Map<number, Spanned>();
  const width = Math.max(0, ...actions.map((a) => a.kind.length)) + 1;
  for (const { kind, span } of actions) {
    const start = book.wordBefore(kind, span.start + 1) ?? span.start;
    found.set(start, { span: { ...span, start } });
    book.put(span.start, start, width);
    book.widths.set(start, width);
  }
  return [...found.values()];
}

function layerAnchors(l: AstLayer, book: Book): void {
  const unit = l.span.start;
  for (const [word, use] of [
    ['over', l.over],
    ['implements', l.implements],
  ] as const) {
    const at = book.wordBefore(word, use.span.start);
    if (at !== undefined) book.put(at, unit, 4);
  }
  declarations(l.types, l.definitions, unit, book);
  book.section(
    'constants',
    l.constants.map((c) => ({ span: c.name.span })),
    unit,
  );
  book.section('header', l.header, unit);
  book.section('states', l.states, unit);
  for (const h of l.handlers) {
    const at = h.span.start;
    book.put(at, unit, 2);
    book.clause('local', h.locals, at);
    book.clause('eff', h.eff, at);
    statements(h.eff, book);
  }
  for (const pass of l.passes) {
    const at = book.wordBefore('pass', pass.action.span.start);
    if (at !== undefined) book.put(at, unit, 2);
  }
}

function simulationAnchors(s: AstSimulation, book: Book): void {
  const unit = s.span.start;
  book.list(s.relation, unit);
  const [first] = s.proof;
  const proof = first && book.wordBefore('proof', first.span.start);
  // Both are in use: below the simulation, and inside of it.
  if (proof !== undefined) book.put(proof, unit, book.atMargin(proof) ? 0 : 2);
  book.list(s.proof, proof ?? unit);
  for (const clause of s.proof) fires(clause.fire, clause.span.start, book);
}

function fires(list: readonly AstFire[], owner: number, book: Book): void {
  book.list(list, owner);
  for (const f of list) {
    if (f.kind === 'fire') continue;
    fires(f.then, f.span.start, book);
    fires(f.otherwise, f.span.start, book);
  }
}

/** What a statement holds stands a step behind it; its closing words below it. */
function statements(list: readonly AstStmt[], book: Book): void {
  for (const s of list) {
    const at = s.span.start;
    switch (s.kind) {
      case 'for':
      case 'while':
        block(s.body, at, book);
        break;
      case 'if':
        for (const b of s.branches) block(b.body, at, book);
        block(s.otherwise, at, book);
        break;
      case 'assign':
      case 'choose':
      case 'emit':
      case 'fire':
        break;
    }
  }
}

function marks(list: readonly AstMark[], owner: number, book: Book): void {
  book.list(list, owner);
  for (const mark of list) {
    const at = mark.span.start;
    if (mark.kind === 'for') marks(mark.marks, at, book);
    else
      for (const [i, trait] of mark.traits.entries()) if (i > 0) book.put(trait.span.start, at, 2);
  }
}

function block(body: readonly AstStmt[], owner: number, book: Book): void {
  book.list(body, owner);
  statements(body, book);
}
