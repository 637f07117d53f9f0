/** Tab writes a tab. After Escape it goes on to the next control, as in every other field. */
import * as monaco from 'monaco-editor/editor';
import { tabLeaves } from '../app/keys.js';

const KEPT_BY = [monaco.KeyCode.Tab, monaco.KeyCode.Shift];

export function leaveByTab(editor: monaco.editor.IStandaloneCodeEditor): () => void {
  const set = (leaves: boolean): void => {
    if (tabLeaves.get() === leaves) return;
    tabLeaves.set(leaves);
    editor.updateOptions({ tabFocusMode: leaves });
  };
  const keys = editor.onKeyDown(({ keyCode }) => {
    if (keyCode === monaco.KeyCode.Escape) set(true);
    else if (!KEPT_BY.includes(keyCode)) set(false);
  });
  const gone = editor.onDidBlurEditorWidget(() => {
    set(false);
  });
  return () => {
    keys.dispose();
    gone.dispose();
  };
}
