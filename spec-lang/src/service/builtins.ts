/** The operators of the language as an editor explains them. A test compares the names with the analysis. */

export interface BuiltInInfo {
  readonly name: string;
  readonly signature: string;
  readonly about: string;
  /** Which kinds of sort it gives; `same`: that of its collection, `element`: that of the elements. */
  readonly gives: 'bool' | 'number' | 'collection' | 'element' | 'null' | 'any';
}

export const BUILT_INS: readonly BuiltInInfo[] = [
  info('insert(x, S): Set[T]', 'S with x in it; of a multiset, once more.', 'collection'),
  info('delete(x, S): Set[T]', 'S without x; of a multiset, once less.', 'collection'),
  info('head(s): T', 'The first element; undefined of an empty sequence.', 'element'),
  info('last(s): T', 'The last element; undefined of an empty sequence.', 'element'),
  info(
    'tail(s): Seq[T]',
    'All but the first element; undefined of an empty sequence.',
    'collection',
  ),
  info(
    'init(s): Seq[T]',
    'All but the last element; undefined of an empty sequence.',
    'collection',
  ),
  info('len(s): Nat', 'How many elements the sequence has.', 'number'),
  info('size(S): Nat', 'How many elements, or keys of a map, there are.', 'number'),
  info('elements(s): Set[T]', 'The set of the elements of a sequence or multiset.', 'collection'),
  info('keys(m): Set[K]', 'The keys for which the map is defined.', 'collection'),
  info(
    'least(S): T',
    'The least element of a set of ordered elements; undefined of {}.',
    'element',
  ),
  info(
    'greatest(S): T',
    'The greatest element of a set of ordered elements; undefined of {}.',
    'element',
  ),
  info('rank(x, S): Nat', 'How many elements of S are below x.', 'number'),
  info('count(x, S): Nat', 'How often x is in the multiset.', 'number'),
  info(
    'slice(s, from, to): Seq[T]',
    'The elements at positions from ≤ i < to, counted from 0.',
    'collection',
  ),
  info('prefix(s, t): Bool', 'Is s a beginning of t?', 'bool'),
  info('update(m, k, v): Map[K, V]', 'The map or array with v at k.', 'collection'),
  info('assign(m, k, v): Map[K, V]', 'The same as update.', 'collection'),
  info('constant(e): Array[I, T]', 'The array that is e everywhere.', 'collection'),
  info('defined(m, k): Bool', 'Has the map a value at k?', 'bool'),
  info('remove(m, k): Map[K, V]', 'The map without a value at k.', 'collection'),
  info('embed(x): Null[T]', 'x as a value that might have been nil; x.val takes it out.', 'null'),
  info(
    'mint(n, p): T',
    'An element of an uninterpreted sort, different for different arguments.',
    'any',
  ),
  info(
    'pieces(m, k): Seq[String]',
    'The value m written in pieces of at most k characters.',
    'collection',
  ),
  info('joined(s): T', 'The value of an uninterpreted sort of which these are the pieces.', 'any'),
  info('tag(u)', 'In tag(u) = c: is u of case c?', 'any'),
  info('abs(n): Nat', 'The absolute value.', 'number'),
  info('min(a, b): Int', 'The lesser of two numbers.', 'number'),
  info('max(a, b): Int', 'The greater of two numbers.', 'number'),
  info('div(a, b): Int', 'The quotient, rounded so that the remainder is not negative.', 'number'),
  info('mod(a, b): Int', 'The remainder, never negative.', 'number'),
  info('succ(n): Int', 'n + 1.', 'number'),
  info('pred(n): Int', 'n - 1.', 'number'),
];

/** Signs and constants, for hover. */
const SIGNS: readonly BuiltInInfo[] = [
  sign('/\\', 'P /\\ Q: Bool', 'And; the right side is only looked at when the left holds.'),
  sign('\\/', 'P \\/ Q: Bool', 'Or; the right side is only looked at when the left fails.'),
  sign('~', '~P: Bool', 'Not.'),
  sign('=>', 'P => Q: Bool', 'Implies; Q is only looked at when P holds.'),
  sign('<=>', 'P <=> Q: Bool', 'Both or neither.'),
  sign('\\A', '\\A x: T (P): Bool', 'For all x.'),
  sign('\\E', '\\E x: T (P): Bool', 'For some x.'),
  sign('\\in', 'x \\in S: Bool', 'x is an element of the set, multiset or sequence.'),
  sign('\\notin', 'x \\notin S: Bool', 'x is no element of S.'),
  sign('\\U', 'S \\U T', 'Union.'),
  sign('\\I', 'S \\I T', 'Intersection.'),
  sign('\\', 'S \\ T', 'Difference: what is in S but not in T.'),
  sign('\\subseteq', 'S \\subseteq T: Bool', 'Every element of S is one of T.'),
  sign('\\supseteq', 'S \\supseteq T: Bool', 'Every element of T is one of S.'),
  sign('|-', 's |- x: Seq[T]', 's with x at its end.'),
  sign('-|', 'x -| s: Seq[T]', 's with x in front.'),
  sign('||', 's || t: Seq[T]', 's, then t.'),
  sign('~=', 'a ~= b: Bool', 'Not equal.'),
  sign(':=', 'x := e', 'Assignment: x becomes e. Effects are carried out in the order written.'),
  sign('nil', 'nil: Null[T]', 'No value.'),
  sign('empty', 'empty: Map[K, V]', 'The map that is defined nowhere.'),
  sign('val', 'x.val: T', 'What embed took in; undefined of nil.'),
  sign('self', 'self', 'In a layer: the process at which it runs.'),
];

export function builtIn(text: string): BuiltInInfo | undefined {
  return [...BUILT_INS, ...SIGNS].find((b) => b.name === text || UNICODE.get(text) === b.name);
}

const UNICODE: ReadonlyMap<string, string> = new Map([
  ['∧', '/\\'],
  ['∨', '\\/'],
  ['¬', '~'],
  ['⇒', '=>'],
  ['⇔', '<=>'],
  ['∀', '\\A'],
  ['∃', '\\E'],
  ['∈', '\\in'],
  ['∉', '\\notin'],
  ['∪', '\\U'],
  ['∩', '\\I'],
  ['⊆', '\\subseteq'],
  ['⊇', '\\supseteq'],
  ['⊢', '|-'],
  ['⊣', '-|'],
  ['≠', '~='],
]);

function info(signature: string, about: string, gives: BuiltInInfo['gives']): BuiltInInfo {
  return { name: signature.slice(0, signature.indexOf('(')), signature, about, gives };
}

function sign(name: string, signature: string, about: string): BuiltInInfo {
  return { name, signature, about, gives: 'any' };
}
