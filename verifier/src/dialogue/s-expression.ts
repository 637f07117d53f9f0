/** The little of SMT-LIB's syntax that must be known to talk to a solver without trusting a text. */

/** What a text may contain; anything else would change whose answer is whose. */
const COMMANDS = /^(assert|set-info|declare-[a-z-]+|define-[a-z-]+)$/;

/** A token: bracket, string, quoted symbol, other symbol or keyword; comments and blanks are in between. */
const TOKEN = /[()]|"[^"]*"(?:"[^"]*")*|\|[^|]*\||[^\s()"|;]+/y;
const GAP = /(?:\s+|;[^\n]*)+/y;

/**
 * Why a text is no list of declarations and assertions; undefined when it is one. An open bracket
 * or quote would swallow what is sent after it, and a command such as `check-sat` or `pop` would
 * shift the answers.
 */
export function flawOf(text: string): string | undefined {
  let depth = 0;
  let afterOpening = false;
  for (const { token, at } of tokens(text)) {
    if (token === '') return `line ${lineOf(text, at)}: a quote that is never closed`;
    if (depth === 0 && token !== '(')
      return `line ${lineOf(text, at)}: \`${token}\` outside of a command`;
    if (depth === 1 && afterOpening && !COMMANDS.test(token))
      return `line ${lineOf(text, at)}: \`${token}\` is neither a declaration nor an assertion`;
    afterOpening = token === '(';
    depth += token === '(' ? 1 : token === ')' ? -1 : 0;
  }
  return depth === 0 ? undefined : 'a bracket that is never closed';
}

/** `((t v) (t v))` as the texts of the v; undefined when it is something else. */
export function valuesOf(text: string): readonly string[] | undefined {
  const outer = itemsOf(text);
  if (outer?.length !== 1 || outer[0]?.startsWith('(') !== true) return undefined;
  const pairs = itemsOf(inside(outer[0]))?.map((pair) => itemsOf(inside(pair)));
  if (pairs?.every((pair) => pair?.length === 2) !== true) return undefined;
  return pairs.map((pair) => pair?.[1] ?? '');
}

/** Whether a text is one term, so that it can stand in a command without ending it. */
export function isTerm(text: string): boolean {
  return itemsOf(text)?.length === 1;
}

/** The expressions that stand side by side in a text, each with single blanks. */
function itemsOf(text: string): readonly string[] | undefined {
  const items: string[] = [];
  let depth = 0;
  let item = '';
  for (const { token } of tokens(text)) {
    if (token === '') return undefined;
    if (token === ')') depth -= 1;
    if (depth < 0) return undefined;
    item += (token === ')' || item === '' || item.endsWith('(') ? '' : ' ') + token;
    if (token === '(') depth += 1;
    if (depth > 0) continue;
    items.push(item);
    item = '';
  }
  return depth === 0 ? items : undefined;
}

function inside(list: string): string {
  return list.startsWith('(') ? list.slice(1, -1) : '';
}

/** The last token is empty where the text cannot be split any further. */
function* tokens(text: string): Generator<{ readonly token: string; readonly at: number }> {
  let at = 0;
  while (at < text.length) {
    GAP.lastIndex = at;
    if (GAP.test(text)) at = GAP.lastIndex;
    if (at >= text.length) return;
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text)?.[0] ?? '';
    yield { token, at };
    if (token === '') return;
    at += token.length;
  }
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
