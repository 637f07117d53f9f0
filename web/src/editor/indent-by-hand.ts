/** Watches the head of each new line: how much of its indentation was typed by hand. */
import * as monaco from 'monaco-editor/editor';
import { depthOf, settled, type Habit, type Head } from './indentation.js';

type Editor = monaco.editor.IStandaloneCodeEditor;

/** To be told of each letter typed. */
export function indentationOf(editor: Editor): (typed: string) => void {
  let head: (Head & { readonly line: number }) | undefined;
  // Of each text: another one may have been begun by another hand.
  const habits = new WeakMap<monaco.editor.ITextModel, Habit>();
  return (typed) => {
    const found = lineBefore(editor);
    const was = head;
    head = undefined;
    if (found === undefined) return;
    const { model, line, before } = found;
    if (typed === '\n') {
      colourTo(model, line);
      if (before.trim() === '') head = { line, given: before.length, typed: 0 };
      return;
    }
    if (habits.get(model) !== 'by hand') takeBack(editor, line, before);
    if (was?.line !== line) return;
    const spaces = was.given + was.typed;
    if (before !== ' '.repeat(spaces) + typed) habits.set(model, 'as given');
    else if (typed === ' ') head = { ...was, typed: was.typed + 1 };
    else {
      const { indentation, habit } = settled(was, habits.get(model) ?? 'unknown');
      habits.set(model, habit);
      if (indentation !== spaces) indent(editor, line, spaces, indentation);
    }
  };
}

/** The editor gives each line the indentation of what stands above; a word that begins a part takes it out of that. */
function takeBack(editor: Editor, line: number, before: string): void {
  const [given, depth] = [before.search(/\S/), depthOf(before)];
  if (depth !== undefined && depth < given) indent(editor, line, given, depth);
}

/** The model colours its lines; its declarations leave that out. */
interface Colours {
  readonly tokenization: { readonly forceTokenization: (line: number) => void };
}

/** The editor indents what follows a line only where all above that is coloured, which for one who types fast comes too late. */
function colourTo(model: monaco.editor.ITextModel & Partial<Colours>, line: number): void {
  model.tokenization?.forceTokenization(line);
}

interface LineBefore {
  readonly model: monaco.editor.ITextModel;
  readonly line: number;
  readonly before: string;
}

/** What stands before the caret, where there is one caret. */
function lineBefore(editor: Editor): LineBefore | undefined {
  const [model, selections] = [editor.getModel(), editor.getSelections()];
  const [selection] = selections ?? [];
  if (model === null || selection === undefined || selections?.length !== 1) return undefined;
  const { positionLineNumber: line, positionColumn: column } = selection;
  return { model, line, before: model.getLineContent(line).slice(0, column - 1) };
}

function indent(editor: Editor, line: number, from: number, to: number): void {
  const range = new monaco.Range(line, 1, line, from + 1);
  editor.executeEdits('indentation', [{ range, text: ' '.repeat(to) }]);
}
