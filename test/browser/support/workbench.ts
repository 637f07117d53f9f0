// Opens the workbench as a person would: `maat web`, a browser, a window. Complaints of the page fail the test.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { maat } from '@maat/cli';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './chromium.js';

const pictures = fileURLToPath(new URL('../pictures/', import.meta.url));

export interface Workbench {
  readonly url: string;
  /** A fresh window with nothing remembered. */
  open(options?: WindowOptions): Promise<Window>;
  /** As on an interrupt of the command. */
  stopServing(): Promise<void>;
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly dark?: boolean;
  readonly hash?: string;
}

export interface Window {
  readonly page: Page;
  /** What the page complained of since the last time it was asked. */
  complaints(): readonly string[];
  /** How much has moved on the page without anybody's doing: the sum of the browser's scores. */
  shift(): Promise<number>;
  /** Keeps a picture for people to look at. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function startWorkbench(): Promise<Workbench> {
  const served = await serve();
  const browser = await launchBrowser();
  return {
    url: served.url,
    open: (options = {}) => openWindow(browser, served.url, options),
    stopServing: () => served.end(),
    close: async () => {
      await browser.close();
      await served.end();
    },
  };
}

export interface Served {
  readonly url: string;
  end(): Promise<void>;
}

/** The command itself, in this process; it ends as it does on an interrupt. */
export async function serve(): Promise<Served> {
  let interrupt: () => void | Promise<void> = () => undefined;
  let ended: Promise<number> = Promise.resolve(0);
  const url = await new Promise<string>((resolve, reject) => {
    const said: string[] = [];
    const listen = (text: string): void => {
      said.push(text);
      const found = /at (http:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    const host = {
      cwd: process.cwd(),
      colour: false,
      now: () => performance.now(),
      out: listen,
      err: listen,
      onInterrupt: (end: () => void | Promise<void>) => {
        interrupt = end;
      },
    };
    ended = maat(['web', '--port', '0'], host);
    ended.then(() => {
      reject(new Error(`maat web ended: ${said.join('')}`));
    }, reject);
  });
  return {
    url,
    end: async () => {
      await interrupt();
      interrupt = () => undefined;
      await ended;
    },
  };
}

async function openWindow(browser: Browser, url: string, options: WindowOptions): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: options.dark === true ? 'dark' : 'light',
  });
  const page = await context.newPage();
  let complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(WATCH_SHIFTS);
  await page.goto(url + (options.hash ?? ''));
  return {
    page,
    complaints: () => {
      const all = complaints;
      complaints = [];
      return all;
    },
    shift: () => page.evaluate<number>('globalThis.shifted'),
    picture: async (name) => {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}${name}.png` });
    },
    close: () => context.close(),
  };
}

/**
 * As the browser's own measure of visual stability has it: what follows a key or a click does not
 * count, nor does the scrolling of the text in the editor.
 */
const WATCH_SHIFTS = `globalThis.shifted = 0;
const isOfEditor = ({ node }) =>
  (node?.nodeType === 1 ? node : node?.parentElement)?.closest('.monaco-editor') !== null;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries())
    if (!entry.hadRecentInput && !entry.sources.every(isOfEditor)) globalThis.shifted += entry.value;
}).observe({ type: 'layout-shift', buffered: true });`;
