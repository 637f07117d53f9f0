/** The language service behind the editor's features: it is asked in its worker, and answers in its own words. */
import { languages, type editor } from 'monaco-editor/editor';
import { SEMANTIC_LEGEND } from '@maat/spec-lang/service';
import { language } from '../browser/workers.js';
import { completionTo } from './completion.js';
import { foldingTo, hoverTo, locationTo, signatureTo, symbolTo } from './answers.js';
import { LANGUAGE } from './language.js';
import { fileOf, positionFrom, rangeTo } from './positions.js';

type Model = editor.ITextModel;

export function registerProviders(): void {
  const ask = language.get;
  languages.registerHoverProvider(LANGUAGE, {
    provideHover: async (model, position) =>
      hoverTo(await ask().hover(nameOf(model), positionFrom(position))),
  });
  languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: ['.', '\\', '[', '('],
    provideCompletionItems: async (model, position) => {
      const items = await ask().completion(nameOf(model), positionFrom(position));
      const word = wordAt(model, position);
      return { suggestions: items.map((item) => completionTo(item, word)) };
    },
  });
  languages.registerSignatureHelpProvider(LANGUAGE, {
    signatureHelpTriggerCharacters: ['(', ','],
    provideSignatureHelp: async (model, position) =>
      signatureTo(await ask().signatureHelp(nameOf(model), positionFrom(position))),
  });
  registerNavigation();
  registerStructure();
}

function registerNavigation(): void {
  const ask = language.get;
  languages.registerDefinitionProvider(LANGUAGE, {
    provideDefinition: async (model, position) => {
      const found = await ask().definition(nameOf(model), positionFrom(position));
      return found === undefined ? null : locationTo(found);
    },
  });
  languages.registerReferenceProvider(LANGUAGE, {
    provideReferences: async (model, position, { includeDeclaration }) => {
      const all = await ask().references(nameOf(model), positionFrom(position), includeDeclaration);
      return all.map(locationTo);
    },
  });
  languages.registerDocumentHighlightProvider(LANGUAGE, {
    provideDocumentHighlights: async (model, position) => {
      const all = await ask().highlights(nameOf(model), positionFrom(position));
      return all.map(({ range }) => ({ range: rangeTo(range) }));
    },
  });
}

function registerStructure(): void {
  const ask = language.get;
  languages.registerDocumentSymbolProvider(LANGUAGE, {
    provideDocumentSymbols: async (model) => (await ask().symbols(nameOf(model))).map(symbolTo),
  });
  languages.registerFoldingRangeProvider(LANGUAGE, {
    provideFoldingRanges: async (model) => (await ask().folding(nameOf(model))).map(foldingTo),
  });
  languages.registerDocumentSemanticTokensProvider(LANGUAGE, {
    getLegend: () => ({
      tokenTypes: [...SEMANTIC_LEGEND.tokenTypes],
      tokenModifiers: [...SEMANTIC_LEGEND.tokenModifiers],
    }),
    provideDocumentSemanticTokens: async (model) => ({
      data: Uint32Array.from((await ask().semanticTokens(nameOf(model))).data),
    }),
    releaseDocumentSemanticTokens: () => undefined,
  });
}

export function nameOf(model: Model): string {
  return fileOf(model.uri);
}

function wordAt(
  model: Model,
  { lineNumber, column }: { readonly lineNumber: number; readonly column: number },
): Parameters<typeof completionTo>[1] {
  const word = model.getWordUntilPosition({ lineNumber, column });
  const { startColumn, endColumn } = word;
  return { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn, endColumn };
}
