/** The editor's own worker: word lists, differences, links. */
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

export function startEditorWorkers(): void {
  globalThis.MonacoEnvironment = { getWorker: () => new EditorWorker() };
}
