/** The verdicts in the margin of the text, each beside what it is about; they go when the text changes. */
import * as monaco from 'monaco-editor/editor';
import { showPanel } from '../app/panels.js';
import { desk, versionOf } from '../app/workbench.js';
import { runCommands } from '../run/controller.js';
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
  const others = [editor.onDidChangeModel(show), ...openings(editor)];
  show();
  return () => {
    for (const end of endings) end();
    for (const other of others) other.dispose();
  };
}

/** What refutes a claim is opened in the run panel: by a click on its sign, or from the line by key. */
function openings(editor: monaco.editor.IStandaloneCodeEditor): readonly monaco.IDisposable[] {
  return [
    editor.onMouseDown(({ target }) => {
      if (target.type !== monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN) return;
      openCounterexample(editor.getModel(), target.position.lineNumber);
    }),
    editor.addAction({
      id: 'maat.counterexample',
      label: 'Open the counterexample of this line',
      keybindings: [monaco.KeyMod.Alt | monaco.KeyCode.Enter],
      contextMenuGroupId: 'navigation',
      run: () => {
        openCounterexample(editor.getModel(), editor.getPosition()?.lineNumber);
      },
    }),
  ];
}

function openCounterexample(
  model: monaco.editor.ITextModel | null,
  line: number | undefined,
): void {
  const shown = model === null ? [] : shownOf(model);
  const found = shown.find(
    (v) =>
      v.counterexample !== undefined && model?.getPositionAt(v.place.start).lineNumber === line,
  );
  if (found?.counterexample === undefined) return;
  const { scope, run } = found.counterexample;
  showPanel('run');
  void runCommands.openRun({ file: found.place.file, unit: found.owner, scope }, run);
}

/** A text that has changed since is not judged by what was said before. */
function decorations(
  model: monaco.editor.ITextModel | null,
): monaco.editor.IModelDeltaDecoration[] {
  return model === null ? [] : shownOf(model).map((verdict) => decoration(model, verdict));
}

function shownOf(model: monaco.editor.ITextModel): readonly Verdict[] {
  const known = verdicts.get();
  if (known === undefined || fileOf(model.uri) !== known.file) return [];
  return versionOf(known.file) === known.version ? known.all : [];
}

function decoration(
  model: monaco.editor.ITextModel,
  { place, word, kind, name, evidence, counterexample }: Verdict,
): monaco.editor.IModelDeltaDecoration {
  const { lineNumber } = model.getPositionAt(place.start);
  const opens = counterexample === undefined ? '' : ' A click opens the run (Alt and Enter).';
  return {
    range: new monaco.Range(lineNumber, 1, lineNumber, 1),
    options: {
      glyphMarginClassName: `verdict verdict-${word}`,
      glyphMarginHoverMessage: {
        value: `${kind} ${name}: **${WORDS[word]}**. ${evidence}${opens}`,
      },
    },
  };
}
