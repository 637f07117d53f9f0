/** The state of the derived layer: what the service keeps of a process, and what the steps added to it. */
import { printExpr, printSort, type StateVariable } from '@maat/spec-lang';
import { constantOf, initialText } from './initial.js';
import type { NormalForm } from './normal-form.js';
import { addedBy, fromService, type Transformation } from './origin.js';
import { cellSort } from './recognise-own.js';
import type { Workshop } from './workshop.js';

export function states(shop: Workshop): string {
  const lines = [...groupLines(shop), ...ownLines(shop.form), ...tokenLines(shop)];
  const texts = lines.map((l, i) => {
    const text = l.from(`${l.name}: ${l.sort} := ${l.initial}`);
    return `    ${text}${i === lines.length - 1 ? '' : ','}${l.doc === '' ? '' : ` % ${l.doc}`}`;
  });
  return `  states\n${texts.join('\n')}`;
}

/** One state variable with its initial value, and what it is for. */
interface Line {
  readonly name: string;
  readonly sort: string;
  readonly initial: string;
  readonly doc: string;
  /** Marks it with where it comes from. */
  readonly from: (text: string) => string;
}

function groupLines({ form, names }: Workshop): readonly Line[] {
  const process = printSort(form.process);
  const of = (name: string): Line['from'] =>
    variable(form.service.states.find((s) => s.name === name));
  return [
    line(
      'cur',
      `Null[${printSort(form.view)}]`,
      'nil',
      'the view that this process is in',
      of('cur'),
    ),
    line('members', `Set[${process}]`, '{}', 'its members', of('members')),
    line(names.added.gone, 'Bool', 'false', 'this process has left', of('left')),
  ];
}

function ownLines(form: NormalForm): readonly Line[] {
  const own = form.own.map((o) =>
    line(
      o.variable.name,
      printSort(cellSort(o)),
      initialText(o),
      firstLine(o.variable.doc),
      variable(o.variable),
    ),
  );
  const values = form.values.map((v) => {
    const { sort, initial } = v;
    if (sort.kind !== 'array' || initial.kind !== 'value') throw new Error('value variable');
    return line(
      v.name,
      printSort(sort.of),
      printExpr(constantOf(initial.value)),
      'as far as observed',
      variable(v),
    );
  });
  return [...own, ...values];
}

function tokenLines({ form, names: { added } }: Workshop): readonly Line[] {
  return [
    made(
      'faultTolerant',
      added.blocked,
      'Bool',
      'false',
      'a view change is on: nothing may be cast',
    ),
    made('replicate', added.holds, 'Bool', 'false', 'the token is here'),
    made(
      'replicate',
      added.slot,
      'Nat',
      '0',
      'the next slot of the log, as far as known; exact with the token',
    ),
    made('replicate', added.base, 'Nat', '0', 'the next slot when the token came'),
    made(
      'replicate',
      added.filled,
      `Map[Nat, ${printSort(form.entry)}]`,
      'empty',
      'received, not yet observed',
    ),
    made(
      'messagePassing',
      added.wanted,
      `Set[${printSort(form.process)}]`,
      '{}',
      'who asked for the token',
    ),
    made('messagePassing', added.asked, 'Bool', 'false', 'this process has asked'),
    made('messagePassing', added.spent, 'Nat', '0', 'updates since the token came'),
  ];
}

function line(name: string, sort: string, initial: string, doc: string, from: Line['from']): Line {
  return { name, sort, initial, doc, from };
}

function made(by: Transformation, name: string, sort: string, initial: string, doc: string): Line {
  return line(name, sort, initial, doc, (text) => addedBy(by, doc, text));
}

function variable(of: StateVariable | undefined): Line['from'] {
  return (text) => (of === undefined ? text : fromService(of.span, text));
}

function firstLine(doc: string): string {
  return doc.split('\n')[0] ?? '';
}
