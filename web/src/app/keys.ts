/** The keys of the workbench, and whether they are being told. */
import { storeOf } from '../state/store.js';
import { PLACES } from './places.js';

/** In the editor the next Tab goes on to the next control. */
export const tabLeaves = storeOf(false);

export const keysShown = storeOf(false);

export interface KeyGroup {
  readonly about: string;
  readonly keys: readonly (readonly [key: string, does: string])[];
}

export const KEYS: readonly KeyGroup[] = [
  {
    about: 'Anywhere',
    keys: [
      ['Alt 0', 'these keys'],
      ...PLACES.map(({ title }, i) => [`Alt ${i + 1}`, title] as const),
      ['Tab, Shift Tab', 'the next control, the one before'],
      ['← →', 'another tab of a row of tabs, Enter to open it'],
    ],
  },
  {
    about: 'Editor',
    keys: [
      ['Escape, then Tab', 'leave the text for the next control'],
      ['Ctrl M', 'Tab always goes on to the next control, and back'],
      ['F1', 'all commands of the editor'],
      ['F12, Shift F12, F2', 'definition, references, rename'],
      ['Ctrl Space', 'what can stand here'],
      ['Ctrl .', 'mend what is marked'],
      ['F8', 'the next mark'],
    ],
  },
  {
    about: 'Run',
    keys: [
      ['↑ ↓', 'back and forward in time, on the diagram'],
      ['Home, End', 'the beginning and the end of the run'],
    ],
  },
  {
    about: 'Trees, in Prove and Derive',
    keys: [
      ['↑ ↓', 'the row above, the row below'],
      ['← →, Enter', 'close, open'],
    ],
  },
];
