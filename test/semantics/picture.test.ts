// Pictures of states: where marks stand, what is on them, and what is left out where a term has no value.
import { describe, expect, it } from 'vitest';
import {
  COLOUR_SORT,
  drawPicture,
  findAutomaton,
  frameOf,
  instantiate,
  librarySource,
  pictureSvg,
  printUnit,
  simulate,
  type DrawnPicture,
  type Instance,
  type Picture,
  type State,
} from '@maat/spec-lang';
import { program, scopeOf } from './texts.js';

const BOARD = `automaton Board(Node: type)
  signature
    output go(p: Node)
  states
    seen: Seq[Node] := {},
    held: Map[Node, Nat] := empty
  transitions
    output go(p)
      pre p \\notin seen
      eff seen := seen |- p; held[p] := len(seen)
`;

describe('a picture', () => {
  it('puts the values of a sort on a ring, in a row, in a column and in a grid', () => {
    expect(placesIn('for p: Node do circle at ring(p) od', 'Node=4')).toEqual([
      [0, -84.9],
      [84.9, 0],
      [0, 84.9],
      [-84.9, 0],
    ]);
    expect(placesIn('for p: Node do box at row(p) by (1, -2) od', 'Node=3')).toEqual([
      [-119, -2],
      [1, -2],
      [121, -2],
    ]);
    expect(placesIn('for b: Bool do text at column(b) label b od', 'Node=1')).toEqual([
      [0, -60],
      [0, 60],
    ]);
    expect(placesIn('circle at grid(2, false); circle at ring(p)', 'Node=1', 'p')).toEqual([
      [240, -60],
      [0, 0],
    ]);
  });

  it('shows each value of a loop once, as its condition says, in each state anew', () => {
    const text = `for k: Nat where k < len(seen) do
      box at row(k) label "at", k, seen[k] colour if held[seen[k]] = 1 then gold else blue
    od;
    text at (0, 90) label held where held ~= empty`;
    const { picture, instance } = of(text, 'Node=2');
    const run = simulate(instance, { seed: 1, steps: 2 });
    const drawn = run.states.map((state) => drawPicture(picture, instance, state));
    expect(drawn.flatMap((d) => d.problems)).toEqual([]);
    expect(drawn.map((d) => d.marks.length)).toEqual([0, 2, 3]);
    const [first, second] = drawn[2]?.marks ?? [];
    expect(first).toMatchObject({ shape: 'box', colour: 'gold', x: 0 });
    expect(first?.lines.slice(0, 2)).toEqual(['at', '0']);
    expect(second).toMatchObject({ colour: 'blue', x: 120 });
    // What is the same mark has the same key, so that a page can let it change.
    expect(drawn[1]?.marks[0]?.key).toBe(first?.key);
    expect(second?.key).not.toBe(first?.key);
  });

  it('leaves out what has no value, once and with its place, and draws the rest', () => {
    const text = `for p: Node do
      circle at ring(p) label held[p];
      circle at ring(p) size held[p]
    od;
    for k: Nat do box at row(k) od;
    text at (0, 0) label "still here"`;
    const { picture, instance, source } = of(text, 'Node=2');
    const { marks, problems } = drawPicture(picture, instance, first(instance));
    expect(marks.map((m) => m.lines)).toEqual([['still here']]);
    const places = problems.map((d) => [d.code, source.slice(d.span.start, d.span.end)]);
    expect(places).toEqual([
      ['E0601', 'held[p]'],
      ['E0601', 'held[p]'],
      ['E0603', expect.stringMatching(/^for k: Nat do/)],
    ]);
  });

  it('shows no more marks than can be looked at', () => {
    const { picture, instance } = of('for k: Nat where k < 3000 do box at row(k) od', 'Node=1');
    const { marks, problems } = drawPicture(picture, instance, first(instance));
    expect([marks.length, problems.map((d) => d.code)]).toEqual([2000, ['E0607']]);
  });

  it('reads the states of components, and is the same after printing', () => {
    for (const [file, unit, scope] of CLASSICS) {
      const { text } = librarySource(`classics/${file}.ioa`) ?? { text: '' };
      const { picture, instance, whole } = pictured(text, unit, scope);
      const run = simulate(instance, { seed: 3, steps: 25 });
      const drawn = run.states.map((state) => drawPicture(picture, instance, state));
      expect(drawn.flatMap((d) => d.problems)).toEqual([]);
      const looks = drawn.map((d) => JSON.stringify(d.marks));
      expect(new Set(looks).size).toBeGreaterThan(4);
      const bare = text.slice(0, text.indexOf('\npicture '));
      const again = pictured(`${bare}\n${printUnit(picture, whole)}`, unit, scope);
      expect(run.states.map((s) => drawPicture(again.picture, again.instance, s))).toEqual(drawn);
    }
  });

  it('becomes SVG in which labels are text, however they are written', () => {
    const text = `circle at (0, 0) label "<&\\"" colour red;
      circle at (200, 0) size 20 label "rather a long label";
      arrow from (0, 0) to (200, 0) label "go";
      arrow from (0, 0) to (0, 0) label "again"`;
    const { picture, instance } = of(text, 'Node=1');
    const { marks } = drawPicture(picture, instance, first(instance));
    const svg = pictureSvg(marks, frameOf([marks]), 'A & B');
    expect(svg).toContain('<title>A &amp; B</title>');
    expect(svg).toContain('>&lt;&amp;&quot;</text>');
    expect(svg).toContain('<title>rather a long label</title>');
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    // From the edge of the one circle to the edge of the other.
    const [, from, to] = /d="M([\d.]+),[-\d.]+Q\S+ ([\d.]+),/.exec(svg) ?? [];
    expect(Number(from)).toBeGreaterThan(28);
    expect(Number(to)).toBeLessThan(190);
  });

  it('can be read in every colour, on light and on dark ground', () => {
    const { picture, instance } = of(
      COLOUR_SORT.values.map((c, i) => `circle at (${i}, 0) label ${i} colour ${c}`).join(';\n'),
      'Node=1',
    );
    const { marks } = drawPicture(picture, instance, first(instance));
    const svg = pictureSvg(marks, frameOf([marks]), 'Tones');
    const light = [...svg.matchAll(/<circle [^>]*fill="(#\w+)".*?<text [^>]*fill="(#\w+)"/g)];
    const dark = [...svg.matchAll(/\.body\{fill:(#\w+);.*text\{fill:(#\w+)\}/g)];
    expect([light.length, dark.length]).toEqual([9, 9]);
    const grounds = [...light.map((m) => [...m, '#ffffff']), ...dark.map((m) => [...m, '#15191d'])];
    for (const [, fill = '', ink = '', ground = ''] of grounds) {
      expect(contrast(ink, fill), `${ink} on ${fill}`).toBeGreaterThan(4.5);
      expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThan(4.5);
    }
  });

  it('has one frame for all states of a run', () => {
    const { picture, instance } = of('for p \\in elements(seen) do circle at row(p) od', 'Node=3');
    const run = simulate(instance, { seed: 1, steps: 3 });
    const all = run.states.map((s) => drawPicture(picture, instance, s).marks);
    const { left, right } = frameOf(all);
    expect([left, right]).toEqual([-168, 168]);
    expect(frameOf([[]]).right).toBeGreaterThan(0);
  });
});

/** As the guideline for readable pages has it. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const CLASSICS = [
  ['lcr', 'LCR', 'I=3'],
  ['peterson', 'Peterson', ''],
  ['two-phase-commit', 'TwoPhase', 'R=3'],
] as const;

interface Pictured {
  readonly picture: Picture;
  readonly instance: Instance;
  readonly whole: ReturnType<typeof program>;
}

function pictured(text: string, unit: string, scope: string): Pictured {
  const whole = program(text);
  const [picture] = whole.units.filter((u) => u.kind === 'picture');
  if (picture === undefined) throw new Error('the text has no picture');
  const { definitions } = whole;
  const instance = instantiate(findAutomaton(whole, unit), scopeOf(scope), { definitions });
  return { picture, instance, whole };
}

function of(marks: string, scope: string): Pictured & { readonly source: string } {
  const source = `${BOARD}\npicture of Board\n${marks}\n`;
  return { ...pictured(source, 'Board', scope), source };
}

/** Where the marks of the first state stand. With a variable, they stand in a loop over it. */
function placesIn(marks: string, scope: string, variable = ''): readonly (readonly number[])[] {
  const text = variable === '' ? marks : `for ${variable}: Node do ${marks} od`;
  const { picture, instance } = of(text, scope);
  const drawn: DrawnPicture = drawPicture(picture, instance, first(instance));
  return drawn.marks.flatMap((m) => ('x' in m ? [[m.x, m.y]] : []));
}

function first(instance: Instance): State {
  const [state] = instance.initialStates();
  if (state === undefined) throw new Error('there is no initial state');
  return state;
}
