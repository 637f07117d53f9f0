/** Files that are dropped anywhere on the page: texts are opened, logs are held against the open service. */
import { storeOf } from '../state/store.js';
import { running, runCommands } from '../run/controller.js';
import { openShared } from '../run/share.js';
import { traceCommands } from '../trace/controller.js';
import { showPanel } from './panels.js';
import { commands, notice } from './workbench.js';

/** Whether files are being dragged over the page. */
export const dragging = storeOf(false);

/** Called once. The browser would leave the page for a file that nobody takes. */
export function takeDrops(): void {
  const on = { capture: true };
  addEventListener('dragenter', takeOver, on);
  addEventListener('dragover', takeOver, on);
  addEventListener('dragleave', leave, on);
  addEventListener('drop', drop, on);
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

function takeOver(event: DragEvent): void {
  if (!hasFiles(event)) return;
  event.preventDefault();
  event.stopPropagation();
  dragging.set(true);
}

function leave(event: DragEvent): void {
  if (event.relatedTarget === null) dragging.set(false);
}

function drop(event: DragEvent): void {
  if (!hasFiles(event)) return;
  event.preventDefault();
  event.stopPropagation();
  dragging.set(false);
  void takeFiles([...(event.dataTransfer?.files ?? [])]);
}

async function takeFiles(files: readonly File[]): Promise<void> {
  const isText = (file: File): boolean => TEXT.test(file.name);
  try {
    for (const file of files.filter(isText))
      commands.create(await file.text(), file.name.replace(TEXT, ''));
    for (const file of files.filter((f) => RUN.test(f.name))) await takeRun(file);
    for (const file of files.filter((f) => ITF.test(f.name))) await takeItf(file);
    await traceCommands.judge(files.filter((f) => OTHERS.every((other) => !other.test(f.name))));
  } catch (error) {
    notice.set(`The files cannot be read: ${String(error)}`);
  }
}

async function takeRun(file: File): Promise<void> {
  showPanel('run');
  if (!(await openShared(await file.text())))
    notice.set(`${file.name} holds no run that can be read.`);
}

async function takeItf(file: File): Promise<void> {
  showPanel('run');
  const { target } = running.get();
  if (target === undefined) notice.set('Open a specification first, and drop its run again.');
  else await runCommands.replayItf(target, await file.text());
}

const TEXT = /\.ioa$/;
const RUN = /\.run\.json$/;
const ITF = /\.itf\.json$/;
/** All but logs. */
const OTHERS = [TEXT, RUN, ITF];
