/** Binds Monaco to the desk: one model a text, markers from the checker, the theme, places to show. */
import 'monaco-editor/features/register.all';
import * as monaco from 'monaco-editor/editor';
import { startEditorWorkers } from '../browser/editor-workers.js';
import { onPaper } from '../browser/paper.js';
import type { Source } from '@maat/spec-lang';
import { signs } from '../app/signs.js';
import { theme } from '../app/theme.js';
import { checking } from '../app/checking.js';
import { commands, desk, gallery, revealing } from '../app/workbench.js';
import type { Findings } from '../problems/findings.js';
import { currentDocument } from '../state/documents.js';
import { LANGUAGE, registerLanguage } from './language.js';
import { showVerdicts } from './gutter.js';
import { markersOf } from './markers.js';
import { colourLanguage, themeName } from './colours.js';
import { registerChanges } from './changes.js';
import { indentationOf } from './indent-by-hand.js';
import { leaveByTab } from './leave-by-tab.js';
import { paperOf } from './paper.js';
import { fileOf, uriOf } from './positions.js';
import { registerProviders } from './providers.js';
import { signBefore } from './signs.js';
import { startSync } from './sync.js';

startEditorWorkers();
registerLanguage();
colourLanguage();
registerProviders();
registerChanges();
openElsewhere();
startSync();

/** Puts an editor into the place; gives the function that takes it away again. */
export function mountEditor(place: HTMLElement): () => void {
  const editor = monaco.editor.create(place, OPTIONS);
  const endings = [
    showVerdicts(editor),
    leaveByTab(editor),
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
    onPaper(() => {
      const current = currentDocument(desk.get());
      return current === undefined ? undefined : paperOf(current);
    }),
  ];
  const typed = editor.onDidChangeModelContent(() => {
    const model = editor.getModel();
    if (model !== null) commands.edit(fileOf(model.uri), model.getValue());
  });
  const indent = indentationOf(editor);
  const signed = onTyping(editor, (text) => {
    indent(text);
    if (signs.get()) writeSign(editor, text);
  });
  // Whoever went to the panel while the editor was loading goes on to type.
  if (document.activeElement?.id === 'panel-editor') editor.focus();
  return () => {
    typed.dispose();
    signed.dispose();
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
  scrollBeyondLastLine: false,
  tabSize: 2,
  // What is typed out in full already is not accepted instead of a new line.
  acceptSuggestionOnEnter: 'smart',
  renderLineHighlight: 'line',
  unicodeHighlight: { ambiguousCharacters: false },
  padding: { top: 8, bottom: 8 },
  overviewRulerBorder: false,
  glyphMargin: true,
  fixedOverflowWidgets: true,
  'semanticHighlighting.enabled': true,
  ariaLabel: 'Specification',
};

interface Watched {
  readonly subscribe: (listener: () => void) => () => void;
}

function watch(store: Watched, work: () => void): () => void {
  work();
  return store.subscribe(work);
}

/** The editor tells of typing, as different from pasting and undoing; its declarations leave that out. */
interface TellsOfTyping {
  readonly onDidType: (listener: (text: string) => void) => monaco.IDisposable;
}

function onTyping(
  editor: monaco.editor.IStandaloneCodeEditor & Partial<TellsOfTyping>,
  listener: (text: string) => void,
): monaco.IDisposable {
  return editor.onDidType?.(listener) ?? { dispose: () => undefined };
}

/** At once, so that it cannot come after the next keystroke. */
function writeSign(editor: monaco.editor.IStandaloneCodeEditor, typed: string): void {
  const [model, position] = [editor.getModel(), editor.getPosition()];
  if (model === null || position === null) return;
  const { lineNumber, column } = position;
  const before = model.getLineContent(lineNumber).slice(0, column - 1 - typed.length);
  const found = signBefore(before, typed);
  if (found === undefined) return;
  const range = new monaco.Range(lineNumber, found.start + 1, lineNumber, found.end + 1);
  editor.executeEdits('signs', [{ range, text: found.sign, forceMoveMarkers: true }]);
}

/** A definition in another text is shown by putting that text on the desk. */
function openElsewhere(): void {
  monaco.editor.registerEditorOpener({
    openCodeEditor: (_, resource, place) => {
      const file = fileOf(resource);
      const source = desk.get().documents.find((d) => d.file === file) ?? galleryText(file);
      if (source === undefined) return false;
      commands.reveal({ file, ...offsetsIn(source.text, place) });
      return true;
    },
  });
}

function galleryText(file: string): Source | undefined {
  return gallery.get().find((s) => s.file === file);
}

function offsetsIn(
  text: string,
  place: monaco.IRange | monaco.IPosition | undefined,
): { readonly start: number; readonly end: number } {
  if (place === undefined) return { start: 0, end: 0 };
  const model = monaco.editor.createModel(text, 'plaintext');
  const range = monaco.Range.isIRange(place) ? place : monaco.Range.fromPositions(place);
  const start = model.getOffsetAt(monaco.Range.getStartPosition(range));
  const end = model.getOffsetAt(monaco.Range.getEndPosition(range));
  model.dispose();
  return { start, end };
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
  const model = monaco.editor.getModel(uri) ?? newModel(document.text, uri);
  if (model.getValue() !== document.text) replaceText(model, document.text);
  if (editor.getModel() !== model) editor.setModel(model);
}

/** Brackets have the colour of what they are, not one for each depth. */
function newModel(text: string, uri: monaco.Uri): monaco.editor.ITextModel {
  const model = monaco.editor.createModel(text, LANGUAGE, uri);
  const bracketColorizationOptions = {
    enabled: false,
    independentColorPoolPerBracketType: false,
  };
  model.updateOptions({ bracketColorizationOptions });
  return model;
}

/** As an edit, so that it can be undone. */
function replaceText(model: monaco.editor.ITextModel, text: string): void {
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

function disposeClosed(): void {
  const files = new Set(desk.get().documents.map((d) => d.file));
  for (const model of monaco.editor.getModels()) {
    if (model.uri.scheme === 'desk' && !files.has(fileOf(model.uri))) model.dispose();
  }
}

function showMarkers(): void {
  const { findings, unreadable } = checking.get();
  if (findings !== undefined) mark('maat', findings);
  const { file } = unreadable ?? findings ?? {};
  if (file !== undefined) mark('maat.unreadable', unreadable ?? { file, findings: [] });
}

function mark(owner: string, found: Pick<Findings, 'file' | 'findings'>): void {
  const model = monaco.editor.getModel(uriOf(found.file));
  if (model !== null) monaco.editor.setModelMarkers(model, owner, markersOf(found));
}

function showPlace(editor: monaco.editor.IStandaloneCodeEditor): void {
  const place = revealing.get();
  const model = editor.getModel();
  if (place === undefined || model === null || fileOf(model.uri) !== place.file) return;
  const range = monaco.Range.fromPositions(
    model.getPositionAt(place.start),
    model.getPositionAt(place.end),
  );
  editor.setSelection(range);
  editor.revealRangeInCenterIfOutsideViewport(range);
  editor.focus();
}
