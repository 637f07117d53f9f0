/** Tells the language service what stands on the desk, change by change, before it is asked anything. */
import { desk } from '../app/workbench.js';
import { language } from '../browser/workers.js';

/** Called once. */
export function startSync(): void {
  const told = new Map<string, string>();
  const tell = (): void => {
    const { documents } = desk.get();
    for (const { file, text } of documents) {
      if (told.get(file) === text) continue;
      told.set(file, text);
      void language.get().open(file, text);
    }
    for (const file of [...told.keys()].filter((f) => !documents.some((d) => d.file === f))) {
      told.delete(file);
      void language.get().close(file);
    }
  };
  desk.subscribe(tell);
  tell();
}
