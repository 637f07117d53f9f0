/** The bar above: what this is, a new text, light or dark. */
import { useStore } from '../state/use-store.js';
import { tour, tourCommands } from '../tour/watch.js';
import { keysShown } from './keys.js';
import { enterPanel } from './panels.js';
import { signs, switchSigns } from './signs.js';
import { switchTheme, theme } from './theme.js';
import { commands } from './workbench.js';

export function TopBar(): React.JSX.Element {
  const now = useStore(theme);
  return (
    <header className="topbar">
      <img src="./icon.svg" alt="" width="18" height="18" />
      <h1>Maat</h1>
      <p className="topbar-about">specify, derive, prove, run and check group communication</p>
      <div className="topbar-actions">
        <button
          type="button"
          onClick={() => {
            commands.create();
            enterPanel('editor');
          }}
        >
          New text
        </button>
        <TourSwitch />
        <SignsSwitch />
        <button
          type="button"
          title="All keys (Alt and 0)"
          onClick={() => {
            keysShown.set(true);
          }}
        >
          Keys
        </button>
        <button
          type="button"
          onClick={switchTheme}
          aria-label={now === 'light' ? 'Use dark colours' : 'Use light colours'}
        >
          {now === 'light' ? 'Dark' : 'Light'}
        </button>
      </div>
    </header>
  );
}

function TourSwitch(): React.JSX.Element {
  const { isOpen } = useStore(tour);
  return (
    <button type="button" aria-pressed={isOpen} onClick={tourCommands.toggle}>
      Tour
    </button>
  );
}

/** Texts stay as they are; only what is typed from now on becomes signs. */
function SignsSwitch(): React.JSX.Element {
  const on = useStore(signs);
  return (
    <button
      type="button"
      aria-pressed={on}
      title="Write operators as signs while typing: \\A becomes ∀"
      onClick={switchSigns}
    >
      Signs <span className="sign">∀</span>
    </button>
  );
}
