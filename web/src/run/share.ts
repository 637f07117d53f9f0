/** A run as a link: the texts, what is run, and the steps, packed into the address behind the hash. */
import type { State, Step } from '@maat/spec-lang';
import { commands, desk, plain } from '../app/workbench.js';
import { pageLink, packed, unpacked } from '../browser/link.js';
import { runner } from '../browser/workers.js';
import { currentDocument } from '../state/documents.js';
import { running, runCommands, type Linked } from './controller.js';
import { pathOf } from './history.js';
import { shareFromJson, type Share } from './share-format.js';

interface ShownPath {
  readonly states: readonly State[];
  readonly steps: readonly Step[];
}

/** Longer ones are cut by programs that pass them on. */
const LONGEST_LINK = 32_000;

export async function linkOfRun(): Promise<Linked> {
  const share = await shareOfRun();
  if (typeof share === 'string') return { kind: 'none', why: share };
  const text = JSON.stringify(share);
  const link = pageLink(await packed(text));
  if (link.length <= LONGEST_LINK) return { kind: 'link', link };
  const [letters, most] = [link.length, LONGEST_LINK].map((n) => n.toLocaleString('en'));
  const why = `A link to these ${share.steps.length} steps would have ${letters} letters; those of more than ${most} get lost on the way.`;
  return { kind: 'file', text, why };
}

/** Why not, when it is a text. */
async function shareOfRun(): Promise<Share | string> {
  const { target } = running.get();
  const path = shownPath();
  if (target === undefined || path === undefined) return 'There is no run.';
  const recipe = await runner.ask(async (r) => r.recipe(path.states, path.steps));
  if (recipe.kind === 'refused') return recipe.message;
  const { start, steps } = recipe;
  const documents = plain(desk.get()).filter((d) => d.file === target.file || isChanged(d.file));
  return { maat: 1, documents, target, start, steps };
}

export async function itfOfRun(): Promise<string | undefined> {
  const path = shownPath();
  return path === undefined ? undefined : runner.get().itf(path.states, path.steps);
}

/** Opens what a link holds; false when it holds nothing that can be read. */
export async function openLink(hash: string): Promise<boolean> {
  const text = await unpacked(hash);
  return text !== undefined && (await openShared(text));
}

/** The same of a file. */
export async function openShared(text: string): Promise<boolean> {
  const share = shareFromJson(text);
  if (share === undefined) return false;
  for (const document of share.documents) {
    if (!desk.get().documents.some((d) => d.file === document.file)) commands.openSource(document);
    commands.edit(document.file, document.text);
  }
  commands.show(share.target.file);
  await runCommands.replay(share.target, share.start, share.steps);
  return currentDocument(desk.get()) !== undefined;
}

function shownPath(): ShownPath | undefined {
  const { history } = running.get();
  if (history === undefined) return undefined;
  const path = pathOf(history);
  return { states: path.map((m) => m.state), steps: path.flatMap((m) => m.step ?? []) };
}

function isChanged(file: string): boolean {
  const document = desk.get().documents.find((d) => d.file === file);
  return document !== undefined && document.original !== document.text;
}
