/** Light or dark: what the user chose, else what the system says. */
import { recall, remember } from '../browser/storage.js';
import { storeOf } from '../state/store.js';

export type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

export const theme = storeOf<Theme>(chosen() ?? ofSystem());

/** Called once: puts the theme on the page, and follows the system until the user chooses. */
export function startTheme(): void {
  const show = (): void => {
    document.documentElement.dataset['theme'] = theme.get();
  };
  theme.subscribe(show);
  show();
  system.addEventListener('change', () => {
    if (chosen() === undefined) theme.set(ofSystem());
  });
}

export function switchTheme(): void {
  theme.update((t) => (t === 'light' ? 'dark' : 'light'));
  remember('theme', theme.get());
}

function chosen(): Theme | undefined {
  const kept = recall('theme');
  return kept === 'light' || kept === 'dark' ? kept : undefined;
}

function ofSystem(): Theme {
  return system.matches ? 'dark' : 'light';
}
