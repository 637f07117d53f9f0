// What the test files of the panels share: one browser a file, a fresh window a test, and no complaints after it.
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { startWorkbench, type Window, type Workbench } from './workbench.js';

export interface Session {
  readonly workbench: Workbench;
  /** Of the test that is running. */
  readonly window: Window;
}

/** To be called once, at the top of a file. */
export function useWorkbench(): Session {
  let workbench: Workbench | undefined;
  let window: Window | undefined;
  beforeAll(async () => {
    workbench = await startWorkbench();
  }, 300_000);
  afterAll(() => workbench?.close());
  beforeEach(async () => {
    window = await workbench?.open();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await window?.picture(`failed-${fileNameOf(task.name)}`);
    else await expectQuiet(window);
    await window?.close();
  });
  return {
    get workbench() {
      return begun(workbench);
    },
    get window() {
      return begun(window);
    },
  };
}

/** No console errors, and nothing that moved without being asked to. */
async function expectQuiet(window: Window | undefined): Promise<void> {
  expect(window?.complaints()).toEqual([]);
  expect(await window?.shift()).toBeLessThan(MOST_SHIFT);
  // Whatever took the focus, the whole page is still to be seen.
  expect(await window?.page.evaluate('scrollY')).toBe(0);
}

/** Of the sum of the browser's layout shift scores; what is above it a reader sees jump. */
const MOST_SHIFT = 0.05;

function fileNameOf(test: string): string {
  return test.replace(/\W+/g, '-').slice(0, 40);
}

function begun<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('no test is running yet');
  return value;
}
