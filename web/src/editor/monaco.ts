/** Binds Monaco to the desk: one model a text, markers from the checker, the theme, places to show. */
import 'monaco-editor/features/register.all';
import * as monaco from 'monaco-editor/editor';
import { startEditorWorkers } from '../browser/editor-workers.js';
import { theme } from '../app/theme.js';
import { checking, commands, desk, revealing } from '../app/workbench.js';
import { currentDocument } from '../state/documents.js';
import { LANGUAGE, registerLanguage } from './language.js';
import { markersOf } from './markers.js';
import { defineThemes, themeName } from './themes.js';

startEditorWorkers();
registerLanguage();
defineThemes();

/** Puts an editor into the place; gives the function that takes it away again. */
export function mountEditor(place: HTMLElement): () => void {
  const editor = monaco.editor.create(place, OPTIONS);
  const endings = [
    watch(theme, () => {
      monaco.editor.setTheme(themeName(theme.get()));
    }),
    watch(desk, () => {
      showCurrent(editor);
    }),
    watch(checking, showMarkers),
    watch(revealing, () => {
      showPlace(editor);
    }),
  ];
  const typed = editor.onDidChangeModelContent(() => {
    const model = editor.getModel();
    if (model !== null) commands.edit(fileOf(model), model.getValue());
  });
  return () => {
    typed.dispose();
    for (const end of endings) end();
    editor.dispose();
  };
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  model: null,
  automaticLayout: true,
  fontFamily: "'DejaVu Mono', monospace",
  fontSize: 13,
  lineHeight: 20,
  minimap: { enabled: false },
  guides: { indentation: false },
  bracketPairColorization: { enabled: false },
  scrollBeyondLastLine: false,
  tabSize: 2,
  renderLineHighlight: 'line',
  unicodeHighlight: { ambiguousCharacters: false },
  padding: { top: 8, bottom: 8 },
  overviewRulerBorder: false,
  fixedOverflowWidgets: true,
  ariaLabel: 'Specification',
};

interface Watched {
  readonly subscribe: (listener: () => void) => () => void;
}

function watch(store: Watched, work: () => void): () => void {
  work();
  return store.subscribe(work);
}

function uriOf(file: string): monaco.Uri {
  return monaco.Uri.from({ scheme: 'desk', path: `/${file}` });
}

function fileOf(model: monaco.editor.ITextModel): string {
  return model.uri.path.slice(1);
}

/** Shows the current text; a text that changed elsewhere (taken back, loaded) changes here too. */
function showCurrent(editor: monaco.editor.IStandaloneCodeEditor): void {
  const document = currentDocument(desk.get());
  disposeClosed();
  if (document === undefined) {
    editor.setModel(null);
    return;
  }
  const uri = uriOf(document.file);
  const model =
    monaco.editor.getModel(uri) ?? monaco.editor.createModel(document.text, LANGUAGE, uri);
  if (model.getValue() !== document.text) replaceText(model, document.text);
  if (editor.getModel() !== model) editor.setModel(model);
}

/** As an edit, so that it can be undone. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

function disposeClosed(): void {
  const files = new Set(desk.get().documents.map((d) => d.file));
  for (const model of monaco.editor.getModels()) {
    if (model.uri.scheme === 'desk' && !files.has(fileOf(model))) model.dispose();
  }
}

function showMarkers(): void {
  const { findings } = checking.get();
  if (findings === undefined) return;
  const model = monaco.editor.getModel(uriOf(findings.file));
  if (model !== null) monaco.editor.setModelMarkers(model, 'maat', markersOf(findings));
}

function showPlace(editor: monaco.editor.IStandaloneCodeEditor): void {
  const place = revealing.get();
  const model = editor.getModel();
  if (place === undefined || model === null || fileOf(model) !== place.file) return;
  const range = monaco.Range.fromPositions(
    model.getPositionAt(place.start),
    model.getPositionAt(place.end),
  );
  editor.setSelection(range);
  editor.revealRangeInCenterIfOutsideViewport(range);
  editor.focus();
}
