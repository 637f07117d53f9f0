/** Where each panel stands when the workbench is first opened, in the order of their keys. */

export interface Place {
  readonly id: string;
  readonly title: string;
  readonly initialWidth?: number;
  readonly initialHeight?: number;
  readonly inactive?: boolean;
  readonly position?: {
    readonly referencePanel: string;
    readonly direction: 'left' | 'right' | 'below' | 'within';
  };
}

/** Changes when the set of panels does, so that a layout kept by an older version is not used. */
export const layoutKey = 'layout.5';

export const PLACES: readonly Place[] = [
  { id: 'editor', title: 'Editor' },
  {
    id: 'gallery',
    title: 'Gallery',
    initialWidth: 200,
    position: { referencePanel: 'editor', direction: 'left' },
  },
  {
    id: 'run',
    title: 'Run',
    initialWidth: 540,
    position: { referencePanel: 'editor', direction: 'right' },
  },
  {
    id: 'explore',
    title: 'Explore',
    inactive: true,
    position: { referencePanel: 'run', direction: 'within' },
  },
  {
    id: 'prove',
    title: 'Prove',
    inactive: true,
    position: { referencePanel: 'run', direction: 'within' },
  },
  {
    id: 'trace',
    title: 'Traces',
    inactive: true,
    position: { referencePanel: 'run', direction: 'within' },
  },
  {
    id: 'derive',
    title: 'Derive',
    inactive: true,
    position: { referencePanel: 'run', direction: 'within' },
  },
  {
    id: 'live',
    title: 'Live',
    inactive: true,
    position: { referencePanel: 'run', direction: 'within' },
  },
  {
    id: 'problems',
    title: 'Problems',
    initialHeight: 170,
    position: { referencePanel: 'editor', direction: 'below' },
  },
];
