/** A program taken apart for comparing: sections of pieces, each with a key that says what it is about. */
import {
  printExpr,
  printSort,
  printStmt,
  type Automaton,
  type Bound,
  type Guard,
  type Handler,
  type Layer,
  type StateVariable,
  type Stmt,
  type Transition,
} from '@maat/spec-lang';

export interface Section {
  readonly key: string;
  readonly title: string;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** What it is about: pieces of one key are the same thing before and after. */
  readonly key: string;
  readonly text: string;
  /** The label of a guard. */
  readonly label: string;
}

export function sectionsOf(automaton: Automaton): readonly Section[] {
  return [
    statesSection(automaton.states),
    ...automaton.transitions.map((t) => ({
      key: t.case === undefined ? t.action : `${t.action} ${t.case}`,
      title: `${t.kind} ${headOf(t)}`,
      pieces: [...t.pre.map(guardPiece), ...t.eff.map(stmtPiece)],
    })),
  ];
}

/** `tells` finds, for a handler, the actions of the program before that it carries out. */
export function layerSections(
  layer: Layer,
  tells: (handler: Handler) => readonly string[],
): readonly Section[] {
  const handlers = layer.handlers.map((h, i) => ({
    key: `${tells(h)[0] ?? 'on'} ${i}`,
    title: triggerText(h),
    pieces: [
      ...(h.where === undefined ? [] : [{ key: 'where', text: printExpr(h.where), label: '' }]),
      ...h.eff.map(stmtPiece),
    ],
  }));
  return [statesSection(layer.states), ...handlers];
}

function statesSection(states: readonly StateVariable[]): Section {
  const pieces = states.map((s) => ({
    key: s.name,
    text: `${s.ghost ? 'ghost ' : ''}${s.name}: ${printSort(s.sort)}${initialText(s)}`,
    label: s.doc.split('\n')[0] ?? '',
  }));
  return { key: 'states', title: 'states', pieces };
}

function initialText({ initial }: StateVariable): string {
  if (initial.kind !== 'value') return '';
  const { value } = initial;
  // Next to the variable's own sort nobody needs it once more.
  const [of] = value.kind === 'apply' && value.op === 'constant' ? value.args : [];
  return ` := ${of === undefined ? printExpr(value) : `constant(${printExpr(of)})`}`;
}

function headOf({ action, case: of, parameters }: Transition): string {
  const head = `${action}(${namesOf(parameters)})`;
  return of === undefined ? head : `${head} case ${of}`;
}

function triggerText({ trigger }: Handler): string {
  switch (trigger.kind) {
    case 'above':
      return `on above ${trigger.action}(${namesOf(trigger.parameters)})`;
    case 'below': {
      const { header } = trigger;
      const tag = header === undefined ? '' : ` with ${header.tag}(${namesOf(header.fields)})`;
      return `on below ${trigger.action}(${namesOf(trigger.parameters)})${tag}`;
    }
    case 'timer':
      return `on timer ${trigger.name}`;
    case 'start':
      return 'on start';
  }
}

function namesOf(bounds: readonly Bound[]): string {
  return bounds.map((b) => b.name).join(', ');
}

function guardPiece(guard: Guard): Piece {
  const text = printExpr(guard.condition);
  return { key: `pre ${guard.name === '' ? text : guard.name}`, text, label: guard.name };
}

function stmtPiece(stmt: Stmt): Piece {
  return { key: keyOf(stmt), text: printStmt(stmt), label: '' };
}

function keyOf(stmt: Stmt): string {
  switch (stmt.kind) {
    case 'assign':
    case 'choose':
      return `eff ${stmt.target.name}`;
    case 'emit':
      return `emit ${stmt.to} ${stmt.action}`;
    case 'fire':
      return `fire ${stmt.action}`;
    case 'if':
    case 'for':
    case 'while':
      return stmt.kind;
  }
}
