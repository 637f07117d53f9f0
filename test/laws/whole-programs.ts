/** Random whole texts with every kind of unit, made of pieces that fit together whatever is drawn. */
import fc from 'fast-check';

/** Texts without errors; `docs` are the comments that must survive printing. */
export interface Text {
  readonly text: string;
  readonly docs: readonly string[];
}

export function wholeProgram(): fc.Arbitrary<Text> {
  return fc
    .record({ base: base(), more: fc.subarray(MORE.map((_, i) => i)), doc: doc() })
    .map(({ base: b, more, doc: d }) => {
      const units = [...b.units, ...more.map((i) => MORE[i]?.(b, d) ?? '')];
      return { text: units.join('\n\n') + '\n', docs: [...b.docs, d] };
    });
}

/** The automaton that all others speak of: its formals in the order drawn. */
interface Base {
  readonly units: readonly string[];
  readonly docs: readonly string[];
  /** The actuals that use it inside of a unit that has the sort T and the value y: T. */
  readonly actuals: (n: string) => string;
}

function base(): fc.Arbitrary<Base> {
  const formals = fc
    .shuffledSubarray(['T: type', 'n: Nat', 'x: T'], { minLength: 3 })
    .filter((all) => all.indexOf('T: type') < all.indexOf('x: T'));
  return fc
    .record({
      formals,
      condition: condition(),
      guards: fc.array(guard(), { maxLength: 3 }),
      effects: fc.array(effect(), { maxLength: 4 }),
      initial: initial(),
      d: doc(),
      s: doc(),
    })
    .map(({ formals: f, condition: c, guards, effects, initial: init, d, s }) => {
      const actual: Record<string, string> = { 'T: type': 'T', 'x: T': 'y' };
      return {
        docs: [d, s],
        actuals: (n) => f.map((one) => actual[one] ?? n).join(', '),
        units: [
          'type Colour = enumeration of red, green, blue',
          'type Pair = tuple of left: Nat, right: Colour\ntype Shape = union of dot, line(from: Nat, to: Nat)',
          'let twice(k: Nat): Nat = 2 * k',
          `% ${d}
automaton A(${f.join(', ')}${c})
  let half(k: Nat): Nat = k div 2
  signature
    input  put(const n, t: T)
    output get(const n, t: T) where n > 0
    internal step(k: Nat) where k < n
  states
    held: Seq[T] := {},                                    % ${s}
    count: Nat := ${init},
    shape: Shape := dot,
    pair: Pair,
    ghost past: Set[T] := {}
    initially pair.left = half(twice(n))
  transitions
    input put(n, t)
      eff held := held |- t;
          past := insert(t, past)
    output get(n, t) case first where true
      pre held ~= {} /\\ t = head(held)
      eff held := tail(held)
    output get(n, t) case second
      pre ${['held ~= {}', ...guards, 't = last(held)'].join(';\n          ')}
      eff held := init(held)
    internal step(k)
      local j: Nat
      pre j = k + 1
      eff ${['count := count + j', ...effects].join(';\n          ')}
      ensuring count < 100
  tasks
    {get(n, t)} for t: T;
    {step(k)} for k: Nat`,
        ],
      };
    });
}

type Unit = (b: Base, doc: string) => string;

const MORE: readonly Unit[] = [
  (b, doc) => `% ${doc}
automaton B(T: type, m: Nat, y: T where m > 0) extends A(${b.actuals('twice(m)')})
  signature
    output told(k: Nat)
  states
    seen: Nat := 0
  transitions
    output get(n, t)
      pre seen < 3
      eff seen := seen + 1
    output told(k)
      pre k = seen`,
  (b) => `automaton Both(T: type, y: T)
  type Side = enumeration of near, far
  let one: Nat = twice(1)
  components
    P: A(${b.actuals('one')});
    Q[i, j: T]: A(${b.actuals('3')}) where i ~= j;
    R: A(${b.actuals('twice(one)')})
  hidden get(n: Nat, t: T) where n = one

invariant Short of Both:
  len(P.held) < one /\\ \\A i: T \\A j: T (i ~= j => Q[i, j].count < 9)`,
  (b) => `automaton Twin(T: type, y: T)
  components P: A(${b.actuals('2')})

forward simulation Alike from Twin to Twin2:
  %! Same
  Twin.P.count = Twin2.count;
  \\A t: T (t \\in elements(Twin.P.held) => t \\in elements(Twin2.held))
  start Twin2.held := {}
proof
  for output get(n, t) do fire get(n, t) od
  for internal step(k) where k > 1 do if k = 2 then fire step(2) else fire step(k); fire step(1) fi od

automaton Twin2(T: type)
  signature
    output get(n: Nat, t: T)
    internal step(k: Nat)
  states
    held: Seq[T] := {},
    count: Nat := 0
  transitions
    output get(n, t)
      pre t \\in elements(held)
    internal step(k)
      pre k < 3
      eff count := k`,
  () => `automaton Talk(Proc, Msg: type)
  signature
    input  say(p: Proc, m: Msg)
    output hear(p: Proc, q: Proc, m: Msg)
    internal order(p: Proc)
  states
    said: Array[Proc, Seq[Msg]] := constant({})
  transitions
    input say(p, m)
      eff said[p] := said[p] |- m
    output hear(p, q, m)
      pre %! No Creation
          m \\in elements(said[q])
    internal order(p)
      pre said[p] ~= {}

layer Talker(Proc, Msg: type) over Talk(Proc, packet) implements Talk(Proc, Msg)
  constants
    pause: Nat := 20,
    limit: Nat := twice(4)
  header data(k: Nat, from: Proc), beat
  states
    next: Nat := 0,
    got: Map[Proc, Nat] := empty
  on above say(m)
    eff emit below say(m) with data(next, self);
        fire order(self);
        next := next + 1
  on below hear(q, m) with data(k, o) where k < limit
    eff got[o] := k;
        emit above hear(q, m.val)
  on below hear(q, nil) with beat
    eff got := remove(got, q)
  on timer tick every pause * 2
    eff emit below say(nil) with beat
  on start
    eff next := 1

stack talk = Talker over Talk
  requires Talk, NoCreation`,
  () => `automaton Tally(Proc: type)
  signature
    input  add(p: Proc)
    output total(p: Proc, k: Nat)
  states
    sum: Nat := 0
  transitions
    input add(p)
      eff sum := sum + 1
    output total(p, k)
      pre k = sum

derivation Sum from Tally to Tally = replicate(sum); faultTolerant; messagePassing`,
];

function condition(): fc.Arbitrary<string> {
  return fc.constantFrom('', ' where n > 0', ' where n > 0 /\\ twice(n) < 10');
}

function initial(): fc.Arbitrary<string> {
  return fc.constantFrom(
    '0',
    'n',
    'choose c where c < n',
    'choose c: Nat where c \\in {1, 2}',
    'if n = 1 then 2 else twice(n)',
  );
}

function guard(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'count < n',
    '%! Odd\n          count mod 2 = 1',
    '\\E u: T \\in elements(held) (u ~= t)',
    'tag(shape) = dot \\/ shape.from < shape.to',
    '(count = 0 => pair.right = red) /\\ ~(pair.left > n)',
    '{ u : u: T \\in elements(held) where u ~= t } = {}',
  );
}

function effect(): fc.Arbitrary<string> {
  return fc.constantFrom(
    'pair.left := abs(count - 1)',
    'shape := if k = 0 then dot else line(k, count)',
    'if count > 3 then count := 0 elseif count = 2 then count := 1 else pair := [k, green] fi',
    'for u: T in elements(held) where u ~= x do held := held |- u od',
    'while count > n do count := abs(count - n) od',
    'count := choose c where c < n /\\ c ~= k',
    'pair := set_right(pair, blue)',
  );
}

/** Words that are no comment's end and no label. */
function doc(): fc.Arbitrary<string> {
  const word = fc.constantFrom(
    'the',
    'queue',
    'of',
    'what',
    'was',
    'said',
    '(once)',
    "isn't",
    'a % b',
  );
  return fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
}
