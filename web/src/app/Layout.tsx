/** The docked panels: which there are, where they stand at first, and their places of the last visit. */
import {
  DockviewReact,
  type DockviewApi,
  type DockviewReadyEvent,
  type DockviewTheme,
} from 'dockview-react';
import { useEffect, useState } from 'react';
import { recall, remember } from '../browser/storage.js';
import { DerivePanel } from '../derive/DerivePanel.js';
import { EditorPanel } from '../editor/EditorPanel.js';
import { GalleryPanel } from '../gallery/GalleryPanel.js';
import { LivePanel } from '../live/LivePanel.js';
import { ProblemsPanel } from '../problems/ProblemsPanel.js';
import { ProvePanel } from '../prove/ProvePanel.js';
import { ExplorePanel } from '../explore/ExplorePanel.js';
import { RunPanel } from '../run/RunPanel.js';
import { keysShown } from './keys.js';
import { enterPanel, panelAsked } from './panels.js';
import { TracePanel } from '../trace/TracePanel.js';
import { layoutKey, PLACES } from './places.js';
import { Tab } from './Tab.js';
import { Widen } from './Widen.js';

const COMPONENTS = {
  gallery: GalleryPanel,
  editor: EditorPanel,
  problems: ProblemsPanel,
  run: RunPanel,
  explore: ExplorePanel,
  prove: ProvePanel,
  trace: TracePanel,
  derive: DerivePanel,
  live: LivePanel,
};

/** Colours come from our own tokens, in both themes. */
const THEME: DockviewTheme = { name: 'maat', className: 'dockview-theme-maat', gap: 0 };

export function Layout(): React.JSX.Element {
  const [api, setApi] = useState<DockviewApi>();
  useEffect(() => {
    if (api === undefined) return undefined;
    const kept = api.onDidLayoutChange(() => {
      remember(layoutKey, api.toJSON());
    });
    return () => {
      kept.dispose();
    };
  }, [api]);
  useEffect(listenForKeys, []);
  useEffect(
    () =>
      panelAsked.subscribe(() => {
        const asked = panelAsked.get();
        if (api === undefined || asked === undefined) return;
        api.getPanel(asked.id)?.api.setActive();
        if (asked.isEntered) focusPanel(asked.id);
      }),
    [api],
  );
  const ready = (event: DockviewReadyEvent): void => {
    arrange(event.api);
    setApi(event.api);
  };
  return (
    <DockviewReact
      components={COMPONENTS}
      defaultTabComponent={Tab}
      rightHeaderActionsComponent={Widen}
      theme={THEME}
      disableFloatingGroups
      onReady={ready}
    />
  );
}

function arrange(api: DockviewApi): void {
  const before = recall(layoutKey);
  if (before !== undefined && restored(api, before)) return;
  for (const { id, title, ...place } of PLACES) {
    api.addPanel({ id, component: id, title, renderer: 'always', ...place });
  }
  api.getPanel('editor')?.api.setActive();
}

/** A layout of an older version is forgotten. */
function restored(api: DockviewApi, json: unknown): boolean {
  try {
    api.fromJSON(json as Parameters<DockviewApi['fromJSON']>[0]);
    return PLACES.every(({ id }) => api.getPanel(id) !== undefined);
  } catch {
    api.clear();
    return false;
  }
}

/** Alt and a digit go to a panel, in the order in which they are listed; Alt and 0 tell all keys. */
function listenForKeys(): () => void {
  const go = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code === 'Digit0') {
      event.preventDefault();
      keysShown.update((shown) => !shown);
      return;
    }
    const place = PLACES[Number(event.code.replace('Digit', '')) - 1];
    if (place === undefined) return;
    event.preventDefault();
    enterPanel(place.id);
  };
  window.addEventListener('keydown', go);
  return () => {
    window.removeEventListener('keydown', go);
  };
}

/**
 * In the editor one goes on to type; while it is loading, its panel stands for it. A panel that was
 * behind another can take the focus only when it is shown.
 */
function focusPanel(id: string, patience = FRAMES): void {
  const panel = document.getElementById(`panel-${id}`);
  if (panel?.checkVisibility({ visibilityProperty: true }) !== true && patience > 0)
    requestAnimationFrame(() => {
      focusPanel(id, patience - 1);
    });
  else focusShown(id);
}

/** A layout takes a frame or two. */
const FRAMES = 10;

function focusShown(id: string): void {
  const panel = document.getElementById(`panel-${id}`);
  const text = panel?.querySelector<HTMLElement>('.native-edit-context, textarea.inputarea');
  (text ?? panel)?.focus({ preventScroll: true });
}
