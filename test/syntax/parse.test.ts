/** What the parser makes of texts: grouping, spellings, labels, docs, and where units end. */
import { describe, expect, test } from 'vitest';
import { hasErrors, parse, type AstAutomaton, type AstExpr, type AstFile } from '@maat/spec-lang';

describe('operators', () => {
  test.each([
    ['a \\/ b /\\ c', '(a \\/ (b /\\ c))'],
    ['a => b => c', '(a => (b => c))'],
    ['a <=> b => c', '(a <=> (b => c))'],
    ['~a = b /\\ c', '(~((a = b)) /\\ c)'],
    ['a = ~b /\\ c', '((a = ~(b)) /\\ c)'],
    ['a - b - c * d', '((a - b) - (c * d))'],
    ['s |- x || x -| y -| t', '((s |- x) || (x -| (y -| t)))'],
    ['-a + b', '(-(a) + b)'],
    ['x \\in S \\U T \\I V', '(x \\in (S \\U (T \\I V)))'],
    ['S \\ T - V', '((S \\ T) - V)'],
    ['a div b mod c', '((a div b) mod c)'],
    ['\\A x: T (p) /\\ q', '(\\A x (p) /\\ q)'],
    ['\\A x: T p /\\ q', '\\A x ((p /\\ q))'],
    ['if a then b else c + d', 'if a then b else (c + d)'],
    ['f(x)[i, j].g.val', 'f(x)[i,j].g.val'],
    ['\\A x \\in S (p)', '\\A x \\in S (p)'],
    ['\\A x \\in f(S) (p)', '\\A x \\in f(S) (p)'],
  ])('%s is %s', (text, grouped) => {
    expect(shown(exprOf(text))).toBe(grouped);
  });

  test('printed signs mean the same as typed ones', () => {
    const signs = 'a ∧ b ∨ ¬c ⇒ d ≠ e ⇔ x ∈ S ∧ y ∉ T ∧ ∀ z: T (s ⊢ z = z ⊣ s) ∧ S ∪ T ⊆ S ∩ T';
    const typed =
      'a /\\ b \\/ ~c => d ~= e <=> x \\in S /\\ y \\notin T /\\ \\A z: T (s |- z = z -| s) /\\ S \\U T \\subseteq S \\I T';
    expect(shown(exprOf(signs))).toBe(shown(exprOf(typed)));
  });

  test('a word that begins like a keyword is a name', () => {
    expect(shown(exprOf('information + ifs * orderly - trueish'))).toBe(
      '((information + (ifs * orderly)) - trueish)',
    );
  });
});

describe('comments', () => {
  const text = [
    '% Not a doc: a blank line follows.',
    '',
    '% The doc',
    '% of A.',
    'automaton A',
    '  signature',
    '    output a',
    '  states',
    '    % above',
    '    n: Nat := 0,   % beside',
    '    m: Nat := 0    % last',
    '  transitions',
    '    % Of a.',
    '    output a',
    '      pre %! First',
    '          n = 0 /\\',
    '          %! Second, and more',
    '          m = 0;',
    '          n = m;',
    '          (n = 1 /\\ m = 1)',
  ].join('\n');
  const a = automatonOf(text);

  test('directly above a unit, a state or a transition, or beside a state, are its doc', () => {
    expect(a.doc).toBe('The doc\nof A.');
    expect(a.states.map((s) => s.doc)).toEqual(['above\nbeside', 'last']);
    expect(a.transitions[0]?.doc).toBe('Of a.');
  });

  test('with %! name the guard that follows; parentheses keep a conjunction whole', () => {
    expect(a.transitions[0]?.pre.map((g) => [g.name, shown(g.condition)])).toEqual([
      ['First', '(n = 0)'],
      ['Second, and more', '(m = 0)'],
      ['', '(n = m)'],
      ['', '((n = 1) /\\ (m = 1))'],
    ]);
  });
});

describe('units', () => {
  test('are told apart in one line and over many', () => {
    const text = 'automaton A signature input a states n: Nat transitions input a eff n := 1';
    const a = automatonOf(text);
    expect([a.signature.length, a.states.length, a.transitions.length]).toEqual([1, 1, 1]);
  });

  test('an error in one leaves the others whole', () => {
    const text = 'type T = = 3\n\nautomaton B\n  signature\n    input b\n\nlet c: Nat = 3';
    const { value, diagnostics } = parse({ file: 'x.ioa', text });
    expect(value.units.map((u) => u.kind)).toEqual(['automaton', 'let']);
    expect(diagnostics.map((d) => d.code)).toEqual(['E0101']);
  });

  test('types belong to the automaton whose sections follow, else to the file', () => {
    const text =
      'automaton A\ntype T = enumeration of x\nsignature input a\ntype U\nlet c: Nat = 1\nautomaton B';
    expect(fileOf(text).units.map((u) => u.kind)).toEqual([
      'automaton',
      'type',
      'let',
      'automaton',
    ]);
    expect(automatonOf(text).types.map((t) => t.name.text)).toEqual(['T']);
  });

  test('spans point at the words in the file', () => {
    const text = '% first\nautomaton   A\n  signature\n    input  go( x : Nat )';
    const action = automatonOf(text).signature[0];
    expect(text.slice(action?.span.start, action?.span.end)).toBe('go( x : Nat )');
    expect(text.slice(action?.name.span.start, action?.name.span.end)).toBe('go');
  });

  test('an empty text is an empty file', () => {
    expect(parse({ file: 'x.ioa', text: ' \n% nothing\n' })).toEqual({
      value: { file: 'x.ioa', units: [], unreadable: [] },
      diagnostics: [],
    });
  });
});

function fileOf(text: string): AstFile {
  const { value, diagnostics } = parse({ file: 'x.ioa', text });
  expect(hasErrors(diagnostics), JSON.stringify(diagnostics)).toBe(false);
  return value;
}

function automatonOf(text: string): AstAutomaton {
  const found = fileOf(text).units.find((u) => u.kind === 'automaton');
  if (found?.kind !== 'automaton') throw new Error('no automaton');
  return found;
}

function exprOf(text: string): AstExpr {
  const unit = fileOf(`let e: Bool = ${text}`).units[0];
  if (unit?.kind !== 'let') throw new Error('no definition');
  return unit.body;
}

/** With all parentheses that the grouping means. */
function shown(e: AstExpr): string {
  switch (e.kind) {
    case 'name':
      return e.name;
    case 'number':
    case 'bool':
      return String(e.value);
    case 'call':
      return `${e.name.text}(${e.args.map(shown).join(',')})`;
    case 'at':
      return `${shown(e.of)}[${e.index.map(shown).join(',')}]`;
    case 'select':
      return `${shown(e.of)}.${e.field.text}`;
    case 'binary':
      return `(${shown(e.left)} ${e.op} ${shown(e.right)})`;
    case 'unary':
      return `${e.op}(${shown(e.of)})`;
    case 'if':
      return `if ${shown(e.condition)} then ${shown(e.then)} else ${shown(e.otherwise)}`;
    case 'quantified': {
      const range = e.within === undefined ? '' : ` \\in ${shown(e.within)}`;
      return `${e.quantifier === 'forall' ? '\\A' : '\\E'} ${e.variable.text}${range} (${shown(e.body)})`;
    }
    case 'string':
    case 'char':
    case 'braces':
    case 'brackets':
    case 'comprehension':
    case 'ascribe':
      throw new Error(`${e.kind} is not used here`);
  }
}
