/** Why a segment did not match, in the words of someone who knows the language. */
import type { FailedMatchResult } from 'ohm-js';
import { diagnostic, type Code } from '../text/catalogue.js';
import type { Diagnostic, Fix } from '../text/diagnostic.js';
import { NOWHERE, type Source, type Span } from '../text/span.js';
import { expectedWords, foundWords, type Site } from './explain-words.js';
import type { StartRule } from './grammar.js';
import type { Token } from './scan.js';
import { FOREIGN_WORDS, PREFIXES, SECTION_SYNONYMS, SECTION_WORDS } from './slips.js';
import { ACTION_KINDS, RESERVED } from './words.js';

/** `at`: where reading stopped. */
export function explainFailure(
  result: FailedMatchResult,
  source: Source,
  rule: StartRule,
  at: number,
  tokens: readonly Token[],
): Diagnostic {
  const index = tokens.findIndex((t) => t.end > at);
  const found = index === -1 ? undefined : tokens[index];
  const before = index === -1 ? tokens.at(-1) : tokens[index - 1];
  const site: Site = { source, rule, found, before, tokens, index, expected: expectedOf(result) };
  return explain(site);
}

/** Only in the declared type of ohm's result by its text; the list itself is not declared. */
interface Failures {
  getRightmostFailures(): readonly { toString(): string; isFluffy(): boolean }[];
}

function expectedOf(result: FailedMatchResult): ReadonlySet<string> {
  const failures = (result as unknown as Failures).getRightmostFailures();
  const words = failures.filter((f) => !f.isFluffy()).map((f) => f.toString());
  return new Set(words.filter((w) => !w.startsWith('not ')));
}

function explain(site: Site): Diagnostic {
  for (const reason of REASONS) {
    const found = reason(site);
    if (found !== undefined) return found;
  }
  return make(site, 'E0101', `expected ${expectedWords(site)}, found ${foundWords(site)}`);
}

type Reason = (site: Site) => Diagnostic | undefined;

/** In order of preference. */
const REASONS: readonly Reason[] = [
  reservedName,
  assignmentForEquality,
  equalityForAssignment,
  misspeltSection,
  preAfterEff,
  initiallyElsewhere,
  actionWithoutKind,
  foreignWord,
  missingThen,
  missingDo,
  missingEnd,
  missingSeparator,
  missingOver,
  missingDirection,
  tupleInParentheses,
];

/** The tokens around tell that a name was meant: something is declared, assigned or called. */
function reservedName(site: Site): Diagnostic | undefined {
  const { found, before, tokens, index } = site;
  if (found === undefined || !RESERVED.has(found.text)) return undefined;
  const after = tokens[index + 1]?.text ?? '';
  const declared = [':', ':=', ',', ')', '[', '.', '='].includes(after);
  const called = after === '(' && ACTION_KINDS.has(before?.text ?? '');
  const named = ['automaton', 'let', 'type', 'layer'].includes(before?.text ?? '');
  if (!declared && !called && !named) return undefined;
  return make(site, 'E0105', `${found.text} is a reserved word and cannot be a name`);
}

function assignmentForEquality(site: Site): Diagnostic | undefined {
  const { found, expected } = site;
  if (found?.text !== ':=' && found?.text !== '←') return undefined;
  if (!expected.has('an operator')) return undefined;
  return make(site, 'E0107', 'a condition compares with =; := assigns', [
    replace(site, found, '='),
  ]);
}

function equalityForAssignment(site: Site): Diagnostic | undefined {
  const { found, expected } = site;
  if (found?.text !== '=' || !expected.has('an assignment')) return undefined;
  return make(site, 'E0107', 'a value is given with :=; = compares', [replace(site, found, ':=')]);
}

/** A word at the beginning of a line, where a section or clause of nearly this name could begin. */
function misspeltSection(site: Site): Diagnostic | undefined {
  const { found, rule } = site;
  if (found?.kind !== 'word' || !found.firstOnLine) return undefined;
  const section =
    SECTION_SYNONYMS.get(found.text) ??
    (/^(AutomatonHead|Actions?|States?|Transition.*|Pre|Eff)$/.test(rule)
      ? SECTION_WORDS.find((word) => isNear(found.text, word))
      : undefined);
  if (section === undefined) return undefined;
  return make(site, 'E0106', `${found.text} is not a word here; write ${section}`, [
    replace(site, found, section),
  ]);
}

/** One letter more or less, or one changed. */
function isNear(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same += 1;
  const [x, y] = [a.slice(same), b.slice(same)];
  return x.slice(1) === y || x === y.slice(1) || x.slice(1) === y.slice(1);
}

function preAfterEff(site: Site): Diagnostic | undefined {
  const { found, rule } = site;
  if (found?.text !== 'pre' || rule !== 'Transition') return undefined;
  return make(site, 'E0101', 'the precondition, pre, stands before the effect, eff');
}

/** It belongs to the states, and not where the other sections may follow each other in any order. */
function initiallyElsewhere(site: Site): Diagnostic | undefined {
  const { found } = site;
  if (found?.text !== 'initially' || !found.firstOnLine) return undefined;
  return make(site, 'E0101', 'initially stands right after the states');
}

function actionWithoutKind(site: Site): Diagnostic | undefined {
  if (site.rule !== 'SignatureHead' || site.found?.kind !== 'word') return undefined;
  return make(site, 'E0101', `${site.found.text} needs a kind: input, output or internal`);
}

function foreignWord(site: Site): Diagnostic | undefined {
  for (const token of [site.found, site.before]) {
    const meant = token?.kind === 'word' ? FOREIGN_WORDS.get(token.text) : undefined;
    if (token === undefined || meant === undefined) continue;
    if (
      token === site.found &&
      !site.expected.has('an operator') &&
      !site.expected.has(`"${meant}"`)
    )
      continue;
    if (token === site.before && !PREFIXES.has(token.text)) continue;
    return make(
      { ...site, found: token },
      'E0106',
      `${token.text} is not a word here; write ${meant}`,
      [replace(site, token, meant)],
    );
  }
  return undefined;
}

function missingThen(site: Site): Diagnostic | undefined {
  if (!site.expected.has('"then"')) return undefined;
  return make(
    site,
    'E0109',
    `the condition of if is followed by then, but ${foundWords(site)} stands here`,
    [insert(site, 'then')],
  );
}

function missingDo(site: Site): Diagnostic | undefined {
  if (!site.expected.has('"do"')) return undefined;
  return make(
    site,
    'E0109',
    `the head of for or while is followed by do, but ${foundWords(site)} stands here`,
    [insert(site, 'do')],
  );
}

/** At the end of the segment, or before a closing word of the other kind. */
function missingEnd(site: Site): Diagnostic | undefined {
  const { found, expected } = site;
  if (found !== undefined && !['fi', 'od', 'else', 'elseif'].includes(found.text)) return undefined;
  const word = expected.has('"fi"') ? 'fi' : expected.has('"od"') ? 'od' : undefined;
  if (word === undefined) return undefined;
  const opener = openStatement(site, word);
  const related =
    opener === undefined
      ? []
      : [{ span: spanOf(site, opener), message: `this ${opener.text} is not closed` }];
  return make(
    site,
    'E0108',
    `"${word}" is missing before ${foundWords(site)}`,
    [insert(site, word)],
    related,
  );
}

/** The innermost statement that wants this word. */
function openStatement(site: Site, word: string): Token | undefined {
  const end = site.index === -1 ? site.tokens.length : site.index;
  const open: Token[] = [];
  for (const token of site.tokens.slice(0, end)) {
    if (token.text === 'if' || token.text === 'for' || token.text === 'while') open.push(token);
    if (token.text === 'fi' || token.text === 'od') open.pop();
  }
  return open.reverse().find((t) => (word === 'fi') === (t.text === 'if'));
}

/** A part on a new line where the list before it could have gone on. */
function missingSeparator(site: Site): Diagnostic | undefined {
  const { found, before, expected } = site;
  if (found === undefined || before === undefined || !found.firstOnLine || !beginsItem(found))
    return undefined;
  const wanted = expected.has('";"')
    ? ';'
    : expected.has('a separator') || expected.has('","')
      ? ','
      : undefined;
  if (wanted === undefined) return undefined;
  const span = { file: site.source.file, start: before.end, end: before.end };
  return make(site, 'E0101', `a "${wanted}" is missing before ${foundWords(site)}`, [
    { title: `write ${wanted} after ${before.text}`, span, replacement: wanted },
  ]);
}

function beginsItem(token: Token): boolean {
  return token.kind !== 'symbol'
    ? !RESERVED.has(token.text) || ['if', 'for', 'while'].includes(token.text)
    : ['[', '(', '{', '~', '\\A', '\\E'].includes(token.text);
}

function missingOver(site: Site): Diagnostic | undefined {
  if (site.rule !== 'LayerHead' || site.found !== undefined) return undefined;
  return make(site, 'E0101', 'a layer names its services: layer L(…) over S(…) implements T(…)');
}

function missingDirection(site: Site): Diagnostic | undefined {
  if (site.before?.text !== 'emit' || site.found?.kind !== 'word') return undefined;
  return make(site, 'E0101', 'emit says where to: emit above … or emit below …');
}

function tupleInParentheses(site: Site): Diagnostic | undefined {
  if (site.found?.text !== ',' || !site.expected.has('")"') || site.expected.has('","'))
    return undefined;
  return make(site, 'E0101', 'a tuple is written in brackets: [a, b]');
}

function spanOf({ source }: Site, token: Token): Span {
  return { file: source.file, start: token.start, end: token.end };
}

function replace(site: Site, token: Token, replacement: string): Fix {
  return { title: `write ${replacement}`, span: spanOf(site, token), replacement };
}

function insert(site: Site, word: string): Fix {
  const end = site.before?.end ?? site.found?.start ?? 0;
  const span = { file: site.source.file, start: end, end };
  return {
    title: `write ${word} after ${site.before?.text ?? 'it'}`,
    span,
    replacement: ` ${word}`,
  };
}

function make(
  site: Site,
  code: Code,
  message: string,
  fixes: readonly Fix[] = [],
  related: Diagnostic['related'] = [],
): Diagnostic {
  const token = site.found ?? site.before;
  const none = { ...NOWHERE, file: site.source.file };
  const span = token === undefined ? none : spanOf(site, token);
  return diagnostic(code, span, message, { fixes, related });
}
