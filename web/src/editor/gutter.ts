/** The verdicts in the margin of the text, each beside what it is about; they go when the text changes. */
import * as monaco from 'monaco-editor/editor';
import { desk } from '../app/workbench.js';
import { currentDocument } from '../state/documents.js';
import { verdicts } from '../verdicts/background.js';
import { WORDS, type Verdict } from '../verdicts/verdict.js';
import { fileOf } from './positions.js';

/** Gives the function that takes them away. */
export function showVerdicts(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const shown = editor.createDecorationsCollection();
  const show = (): void => {
    shown.set(decorations(editor.getModel()));
  };
  const endings = [verdicts.subscribe(show), desk.subscribe(show)];
  const other = editor.onDidChangeModel(show);
  show();
  return () => {
    for (const end of endings) end();
    other.dispose();
  };
}

/** A text that has changed since is not judged by what was said before. */
function decorations(
  model: monaco.editor.ITextModel | null,
): monaco.editor.IModelDeltaDecoration[] {
  const known = verdicts.get();
  const document = currentDocument(desk.get());
  if (model === null || known === undefined || document?.text !== known.text) return [];
  if (fileOf(model.uri) !== known.file) return [];
  return known.all.map((verdict) => decoration(model, verdict));
}

function decoration(
  model: monaco.editor.ITextModel,
  { place, word, kind, name, evidence }: Verdict,
): monaco.editor.IModelDeltaDecoration {
  const { lineNumber } = model.getPositionAt(place.start);
  return {
    range: new monaco.Range(lineNumber, 1, lineNumber, 1),
    options: {
      glyphMarginClassName: `verdict verdict-${word}`,
      glyphMarginHoverMessage: { value: `${kind} ${name}: **${WORDS[word]}**. ${evidence}` },
    },
  };
}
