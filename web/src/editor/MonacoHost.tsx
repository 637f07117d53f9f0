/** The place in the page where the editor is put; it is loaded when first shown. */
import { useEffect, useRef, useState } from 'react';
import { Empty } from '../app/Panel.js';

export function MonacoHost(): React.JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'ready' | { readonly failure: string }>('loading');
  useEffect(() => {
    let ended = false;
    let end = (): void => undefined;
    import('./monaco.js').then(
      ({ mountEditor }) => {
        if (ended || place.current === null) return;
        end = mountEditor(place.current);
        setState('ready');
      },
      (error: unknown) => {
        setState({ failure: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => {
      ended = true;
      end();
    };
  }, []);
  return (
    <div className="monaco-host">
      {state === 'loading' ? <Empty>The editor is loading…</Empty> : null}
      {typeof state === 'object' ? <Empty>The editor did not load: {state.failure}</Empty> : null}
      <div ref={place} className="monaco-place" data-ready={state === 'ready'} />
    </div>
  );
}
