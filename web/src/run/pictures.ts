/** The picture of the moment looked at, one of those that the text defines; its frame is one for the whole run. */
import { frameOf, union, type DrawnPicture, type Frame, type State } from '@maat/spec-lang';
import { runner } from '../browser/workers.js';
import { storeOf } from '../state/store.js';
import { running } from './controller.js';
import { currentMoment, pathOf, type History } from './history.js';
import type { AutomatonView } from './view.js';

export interface Picturing {
  /** Of which automaton it is. */
  readonly view: AutomatonView | undefined;
  readonly name: string;
  readonly drawn: DrawnPicture | undefined;
  readonly frame: Frame | undefined;
  /** The run's moments that the frame has room for. */
  readonly framed: ReadonlySet<number>;
}

const NOTHING: Picturing = {
  view: undefined,
  name: '',
  drawn: undefined,
  frame: undefined,
  framed: new Set(),
};

export const picturing = storeOf<Picturing>(NOTHING);

/** So many moments besides the one looked at are drawn at once, to find how large the picture grows. */
const AHEAD = 40;

export const pictureCommands = {
  choose: (name: string): void => {
    picturing.update((p) => ({ ...NOTHING, view: p.view, name }));
  },
  /** Draws anew; called whenever the moment or the picture is another. */
  look: async (view: AutomatonView, history: History): Promise<void> => {
    const known = startedFor(view);
    const moment = currentMoment(history);
    const ahead = pathOf(history)
      .filter((m) => m.id !== moment.id && !known.framed.has(m.id))
      .slice(0, AHEAD);
    const states: readonly State[] = [moment, ...ahead].map((m) => m.state);
    const found = await runner.get().pictured(known.name, states);
    const now = picturing.get();
    if (running.get().history !== history || now.view !== view || now.name !== known.name) return;
    const frame = frameOf(found.map((d) => d.marks));
    picturing.update((p) => ({
      ...p,
      drawn: found[0],
      frame: p.frame === undefined || p.framed.size === 0 ? frame : union(p.frame, frame),
      framed: new Set([...p.framed, moment.id, ...ahead.map((m) => m.id)]),
    }));
  },
};

/** Another automaton has other pictures; of the same one, opened anew, the choice stays. */
function startedFor(view: AutomatonView): Picturing {
  const before = picturing.get();
  if (before.view === view && view.pictures.includes(before.name)) return before;
  const name = view.pictures.includes(before.name) ? before.name : (view.pictures[0] ?? '');
  // What was drawn stays until it is drawn anew, so that nothing flickers.
  picturing.set({ ...(name === before.name ? before : NOTHING), view, name, framed: new Set() });
  return picturing.get();
}
