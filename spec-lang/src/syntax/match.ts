/** One segment against its rule of the grammar: a concrete tree, or the one diagnostic. */
import type { FailedMatchResult, MatchResult, Node, Semantics } from 'ohm-js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Source } from '../text/span.js';
import { concreteTree, shapeOf, type Cst, type Shape } from './cst.js';
import { explainFailure } from './explain.js';
import { grammar, type StartRule } from './grammar.js';
import { nestingError, tooDeep } from './nesting.js';
import type { Token } from './scan.js';
import { squeeze, type Squeezed } from './squeeze.js';

export function matchSegment(
  source: Source,
  rule: StartRule,
  tokens: readonly Token[],
): Cst | Diagnostic {
  const [first] = tokens;
  if (first === undefined) throw new Error('a segment has a token');
  const unsound = nestingError(tokens, source.file);
  if (unsound !== undefined) return unsound;
  try {
    return match(source, rule, tokens);
  } catch (error) {
    // The limits on nesting keep clear of this on an ordinary stack; callers may run on a small one.
    if (error instanceof RangeError) return tooDeep(first, source.file);
    throw error;
  }
}

function match(source: Source, rule: StartRule, tokens: readonly Token[]): Cst | Diagnostic {
  const squeezed = squeeze(source.text, tokens);
  const key = `${rule} ${squeezed.text}`;
  const before = remembered(key);
  if (before !== undefined) return placed(before, source.file, tokens, squeezed);
  const result = grammar().match(squeezed.text, rule);
  if (result.succeeded()) {
    const shape = shapeOf(rootOf(result));
    remember(key, shape);
    return placed(shape, source.file, tokens, squeezed);
  }
  // ohm types the two outcomes as each other's supertypes.
  const failed = result as FailedMatchResult;
  const at = squeezed.startOf(failed.getRightmostFailurePosition());
  return explainFailure(failed, source, rule, at, tokens);
}

/**
 * Segments read last. While a file is typed, one segment changes and the others are only moved; reading
 * is nearly all of the time that a check takes.
 */
const RECENT = new Map<string, Shape>();
const MOST_RECENT = 20_000;

function remembered(key: string): Shape | undefined {
  const shape = RECENT.get(key);
  if (shape === undefined) return undefined;
  RECENT.delete(key);
  RECENT.set(key, shape);
  return shape;
}

interface Placed {
  readonly file: string;
  readonly tokens: readonly Token[];
  readonly tree: Cst;
}

/** Where each shape stood last: what stands before the place of a keystroke is not even moved. */
const PLACED = new WeakMap<Shape, Placed>();

function placed(shape: Shape, file: string, tokens: readonly Token[], text: Squeezed): Cst {
  const last = PLACED.get(shape);
  if (last?.file === file && tokens.every((t, i) => t.start === last.tokens[i]?.start))
    return last.tree;
  const tree = concreteTree(shape, file, text);
  PLACED.set(shape, { file, tokens, tree });
  return tree;
}

function remember(key: string, shape: Shape): void {
  RECENT.set(key, shape);
  const [oldest] = RECENT.keys();
  if (RECENT.size > MOST_RECENT && oldest !== undefined) RECENT.delete(oldest);
}

let semantics: Semantics | undefined;

function rootOf(result: MatchResult): Node {
  semantics ??= nodesOnly();
  // eslint-disable-next-line @typescript-eslint/no-unsafe-call -- ohm types operations loosely
  return semantics(result)['self']() as Node;
}

/** Only used to get at the nodes; the tree is walked by ordinary functions. */
function nodesOnly(): Semantics {
  return grammar()
    .createSemantics()
    .addOperation<Node>('self', {
      _nonterminal(): Node {
        return this;
      },
      _terminal(): Node {
        return this;
      },
      _iter(): Node {
        return this;
      },
    });
}
