// The TextMate grammar: made from the parser's grammar, and right about the texts of the library.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { libraryNames, librarySource } from '@maat/spec-lang';
import { LANGUAGE_CONFIGURATION, textMateGrammar, wordsOfGrammar } from '@maat/spec-lang/service';
import { createHighlighterCore, type LanguageRegistration } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { beforeAll, describe, expect, it } from 'vitest';

type Scoped = readonly [text: string, scopes: string];
let everything: (text: string) => readonly Scoped[];

function scopesOf(text: string): readonly Scoped[] {
  return everything(text).filter(([content]) => content.trim() !== '');
}

beforeAll(async () => {
  const plain = { name: 'plain', type: 'light' as const, settings: [], fg: '#000', bg: '#fff' };
  const highlighter = await createHighlighterCore({
    langs: [textMateGrammar() as unknown as LanguageRegistration],
    themes: [plain],
    engine: createJavaScriptRegexEngine(),
  });
  everything = (text) =>
    highlighter
      .codeToTokensBase(text, { lang: 'ioa', theme: 'plain', includeExplanation: 'scopeName' })
      .flat()
      .flatMap((t) => t.explanation ?? [])
      .map((e): Scoped => [e.content, e.scopes.map((s) => s.scopeName).join(' ')]);
});

/** The scopes at the place where the part stands in the text. */
function scopeOf(text: string, part: string): string {
  let before = 0;
  for (const [content, scopes] of everything(text)) {
    before += content.length;
    if (before > text.indexOf(part)) return scopes;
  }
  return 'nothing';
}

function written(name: string): unknown {
  const path = fileURLToPath(new URL(`../../spec-lang/grammar/${name}`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('the grammar for editors', () => {
  it('is written anew when the parser changes', () => {
    const advice = 'compile, then: node spec-lang/scripts/write-grammar.mjs';
    expect(written('ioa.tmLanguage.json'), advice).toEqual(textMateGrammar());
    expect(written('language-configuration.json'), advice).toEqual(LANGUAGE_CONFIGURATION);
  });

  it('knows every reserved word', () => {
    const { reserved } = wordsOfGrammar();
    expect(reserved.length).toBeGreaterThan(20);
    for (const word of reserved)
      expect(scopeOf(`${word} x`, word)).toMatch(/keyword|storage\.modifier|constant\.language/);
  });

  it('knows every word of its place before what it introduces', () => {
    for (const word of wordsOfGrammar().contextual)
      expect(scopeOf(`  ${word} something`, word)).toMatch(/keyword|storage/);
  });

  it.each(libraryNames())('reads %s as the parser does', (name) => {
    const text = librarySource(name)?.text ?? '';
    const reserved = new Set(wordsOfGrammar().reserved);
    for (const [content, scopes] of scopesOf(text)) {
      const inComment = scopes.includes('comment') || scopes.includes('markup');
      if (content.trim().startsWith('%')) expect(scopes).toContain('comment');
      if (!inComment && reserved.has(content.trim()))
        expect(scopes, content).toMatch(/keyword|storage|constant\.language/);
      if (/^\d+$/.test(content)) expect(scopes).toMatch(/numeric|comment|markup|string/);
    }
  });

  it.each([
    ['t.from := 1', 'from', 'source.ioa'],
    ['header: Nat := 0', 'header', 'source.ioa'],
    ['automaton Lock(Proc: type)', 'Lock', 'source.ioa entity.name.type.class.ioa'],
    ['    output grant(p: Proc)', 'grant', 'source.ioa entity.name.function.action.ioa'],
    ['eff emit above deliver(q, m)', 'deliver', 'source.ioa entity.name.function.action.ioa'],
    ['x := "a % b"', '% b', 'source.ioa string.quoted.double.ioa'],
    ["x := 'c'", "'c'", 'source.ioa string.quoted.single.ioa'],
    ["pre x' = 1", '1', 'source.ioa constant.numeric.ioa'],
    ['%! Safe', ' Safe', 'source.ioa markup.heading.label.ioa'],
    ['\\A p: Proc (x)', '\\A', 'source.ioa keyword.operator.quantifier.ioa'],
    ['∀ p ∈ S (x)', '∈', 'source.ioa keyword.operator.set.ioa'],
    ['seen: Set[Proc]', 'Set', 'source.ioa support.type.ioa'],
  ])('%s: %s', (text, part, scopes) => {
    expect(scopeOf(text, part)).toBe(scopes);
  });
});
