/** Gives a group of panels the whole page, and back. */
import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { useEffect, useState } from 'react';

export function Widen({ api, containerApi }: IDockviewHeaderActionsProps): React.JSX.Element {
  const [wide, setWide] = useState(api.isMaximized());
  useEffect(() => {
    const watched = containerApi.onDidMaximizedGroupChange(() => {
      setWide(api.isMaximized());
    });
    return () => {
      watched.dispose();
    };
  }, [api, containerApi]);
  const label = wide ? 'Show the other panels again' : 'Give these panels the whole page';
  return (
    <button
      type="button"
      className="widen"
      aria-label={label}
      aria-pressed={wide}
      title={label}
      onClick={() => {
        if (wide) api.exitMaximized();
        else api.maximize();
      }}
    >
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <path d={wide ? 'M5 1v4H1M7 11V7h4' : 'M7 1h4v4M5 11H1V7M11 1 7 5M1 11l4-4'} />
      </svg>
    </button>
  );
}
