/** All keys on one page, over the others; Escape puts it away. */
import { useEffect, useRef } from 'react';
import { useStore } from '../state/use-store.js';
import { KEYS, keysShown } from './keys.js';

export function Keys(): React.JSX.Element {
  const place = useRef<HTMLDialogElement>(null);
  const isShown = useStore(keysShown);
  useEffect(() => {
    if (isShown) place.current?.showModal();
    else place.current?.close();
  }, [isShown]);
  const hide = (): void => {
    keysShown.set(false);
  };
  return (
    <dialog ref={place} className="keys" aria-label="Keys" onClose={hide}>
      <header>
        <h2>Keys</h2>
        <button type="button" onClick={hide}>
          Close
        </button>
      </header>
      <div className="key-groups">
        {KEYS.map(({ about, keys }) => (
          <section key={about}>
            <h3>{about}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>{key}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </dialog>
  );
}
