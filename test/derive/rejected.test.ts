// Services that are not of the form say why, at the place.
import { describe, expect, it } from 'vitest';
import {
  check,
  libraryLoader,
  libraryNames,
  librarySource,
  type Diagnostic,
} from '@maat/spec-lang';
import { derive, type Derivative } from '@maat/synthesis';
import { derivationOf } from './derivations.js';

/** A small counter of a group, whole; the cases change one line of it. */
const COUNTER = `import "group.ioa"
automaton Counter(Proc, View: type) extends Group(Proc, View)
  type Step = tuple of by: Proc
  signature
    input    bump(p: Proc)
    internal count(p: Proc)
    output   bumped(p: Proc, q: Proc)
  states
    todo: Array[Proc, Nat] := constant(0),
    total: Array[View, Nat] := constant(0),
    log: Array[View, Seq[Step]] := constant({}),
    seen: Array[View, Proc, Nat] := constant(0)
  transitions
    input bump(p)
      eff todo[p] := todo[p] + 1
    internal count(p)
      pre cur[p] ~= nil;
          todo[p] > 0
      eff log[cur[p].val] := log[cur[p].val] |- [p];
          total[cur[p].val] := total[cur[p].val] + 1;
          todo[p] := todo[p] - 1
    output bumped(p, q)
      pre cur[p] ~= nil;
          seen[cur[p].val, p] < len(log[cur[p].val]);
          log[cur[p].val][seen[cur[p].val, p]] = [q]
      eff seen[cur[p].val, p] := seen[cur[p].val, p] + 1
derivation D from Counter to Total = replicate(log, total); faultTolerant; messagePassing
`;

function codes(text: string): readonly string[] {
  return complaints(text).map((d) => d.code);
}

function complaints(text: string): readonly Diagnostic[] {
  const source = { file: 'counter.ioa', text };
  const checked = check(source, libraryLoader);
  expect(checked.diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
  const load = (path: string, from: string): ReturnType<typeof libraryLoader> =>
    path === 'counter.ioa' ? source : libraryLoader(path, from);
  const { value, diagnostics } = derive(checked.value, derivationOf(checked.value), load);
  expect(value === undefined).toBe(diagnostics.some((d) => d.severity === 'error'));
  for (const d of diagnostics) expect(d.message.length).toBeGreaterThan(20);
  return diagnostics;
}

function derived(text: string): Derivative {
  const source = { file: 'counter.ioa', text };
  const { value: program } = check(source, libraryLoader);
  const load = (path: string, from: string): ReturnType<typeof libraryLoader> =>
    path === 'counter.ioa' ? source : libraryLoader(path, from);
  const { value } = derive(program, derivationOf(program), load);
  if (value === undefined) throw new Error('not derived');
  return value;
}

function changed(from: string, to: string): string {
  expect(COUNTER).toContain(from);
  return COUNTER.replace(from, to);
}

describe('a service to derive from', () => {
  it('keeps what its signature and its clauses ask of parameters', () => {
    const bounded = changed(
      'input    bump(p: Proc)',
      'input    bump(p: Proc, k: Nat) where k <= 3',
    ).replace('input bump(p)', 'input bump(p, k) where k > 1');
    const { steps, layer } = derived(bounded);
    for (const { text } of steps) {
      expect(text).toContain('input    bump(p: Proc, k: Nat) where k <= 3');
      expect(text).toContain('eff if k > 1 then');
    }
    expect(layer.text).toContain('if k > 1 then');
  });

  it('is derived when it is of the form, though no library knows it', () => {
    expect(libraryNames().some((n) => librarySource(n)?.text.includes('Counter'))).toBe(false);
    expect(codes(COUNTER)).toEqual([]);
  });

  it('E0807: is told to replicate what it has in common', () => {
    const text = changed('todo[p] > 0', 'total[cur[p].val] < 9').replace('(log, total)', '(log)');
    const [first] = complaints(text);
    expect(first?.message).toContain('replicate it, too: replicate(log, total)');
  });

  it('E0809: has an input with several clauses', () => {
    const twice = '    input bump(p)\n      eff todo[p] := todo[p] + 1\n';
    expect(
      codes(changed(twice, twice.replace('bump(p)', 'bump(p) where p = p') + twice)),
    ).toContain('E0809');
  });

  it('E0803: has no log, and none can be added to an action of several clauses', () => {
    const again = `    internal count(p)
      pre cur[p] ~= nil;
          todo[p] > 9
      eff total[cur[p].val] := total[cur[p].val] + 2;
          todo[p] := 0
`;
    const values = COUNTER.replace('replicate(log, total)', 'replicate(total)')
      .replace('    output   bumped(p: Proc, q: Proc)\n', '')
      .replace(/ {4}output bumped[\s\S]*(?=derivation)/, again)
      .replace('log[cur[p].val] := log[cur[p].val] |- [p];\n          ', '');
    expect(codes(values)).toEqual(['E0803']);
    expect(codes(values.replace(again, ''))).toEqual([]);
  });

  it('E0801: is no group service', () => {
    const text = `automaton A(P, V: type)
  signature
    internal a(p: P)
  states
    log: Array[V, Seq[P]] := constant({})
  transitions
    internal a(p)
derivation D from A to B = replicate(log); faultTolerant; messagePassing
`;
    expect(codes(text)).toEqual(['E0801']);
  });

  it.each([
    [
      'E0802',
      'a replicated variable without views',
      'replicate(log, total)',
      'replicate(log, todo)',
    ],
    ['E0807', 'a log that is not replicated', 'replicate(log, total)', 'replicate(total)'],
    ['E0804', 'an update by an input', 'eff todo[p] := todo[p] + 1', 'eff total[cur[p].val] := 1'],
    ['E0807', 'a guard about others', 'todo[p] > 0', '\\A r: Proc (todo[r] > 0)'],
    ['E0809', 'a parameter that nothing determines', '[q]\n', '[p]\n'],
    [
      'E0801',
      'a value parameter',
      '(Proc, View: type) extends',
      '(Proc, View: type, k: Nat) extends',
    ],
    [
      'E0805',
      'a value read after it was changed',
      'todo[p] := todo[p] - 1',
      'todo[p] := total[cur[p].val]',
    ],
    [
      'E0808',
      'state that changes between the entry and its use',
      '|- [p];\n          total[cur[p].val] := total[cur[p].val] + 1;\n          todo[p] := todo[p] - 1',
      '|- [p];\n          todo[p] := todo[p] - 1;\n          total[cur[p].val] := todo[p]',
    ],
    [
      'E0807',
      'a set of processes in which a process looks at others',
      'todo[p] > 0',
      'size(left) < 2',
    ],
    [
      'E0809',
      'a step that never ends',
      'eff seen[cur[p].val, p] := seen[cur[p].val, p] + 1',
      'eff todo[p] := 0',
    ],
    ['E0810', 'a step missing', '; faultTolerant; messagePassing', '; messagePassing'],
  ])('%s: %s', (code, _what, from, to) => {
    expect(codes(changed(from, to))).toContain(code);
  });

  it('E0809: a handler that would try all processes, once and at the place', () => {
    const text = changed('todo[p] > 0', 'todo[p] > 0; p = least({q : q: Proc where q ~= p})');
    const found = complaints(text);
    expect(found.map((d) => d.code)).toEqual(['E0809']);
    const [start, end] = [found[0]?.span.start, found[0]?.span.end];
    expect(text.slice(start, end)).toBe('{q : q: Proc where q ~= p}');
  });

  it('E0809: what is wrong with a clause that a log was added to, at that clause', () => {
    const text = `import "group.ioa"
automaton Tickets(Proc, View: type) extends Group(Proc, View)
  signature
    output pull(p: Proc, n: Nat)
  states
    open: Array[Proc, Bool] := constant(true),
    next: Array[View, Nat] := constant(0)
  transitions
    output pull(p, n)
      pre cur[p] ~= nil;
          open[p];
          n < next[cur[p].val]
      eff next[cur[p].val] := next[cur[p].val] + 1;
          open[p] := false
derivation D from Tickets to Total = replicate(next); faultTolerant; messagePassing
`;
    const found = complaints(text);
    expect(found.map((d) => d.code)).toEqual(['E0809']);
    expect(found[0]?.message).toContain('determines n');
    expect(found[0]?.span.file).toBe('counter.ioa');
    expect(text.slice(found[0]?.span.start)).toMatch(/^output pull\(p, n\)\n/);
  });

  // Its sequence is a value like the others then, and a log of all that happens is added.
  it.each([
    [
      'an update without an entry',
      'log[cur[p].val] := log[cur[p].val] |- [p];',
      '',
      'must append exactly one entry',
    ],
    [
      'a value read by an observer',
      'len(log[cur[p].val]);\n',
      'len(log[cur[p].val]);\n          total[cur[p].val] > 0;\n',
      'total',
    ],
    [
      'a value from outside the entry',
      'total[cur[p].val] + 1',
      'total[cur[p].val] + todo[p]',
      'add a field for it',
    ],
  ])('W0802: %s', (_what, from, to, why) => {
    const found = complaints(changed(from, to));
    expect(found.map((d) => d.code)).toEqual(['W0802']);
    expect(found[0]?.message).toContain(why);
  });
});
