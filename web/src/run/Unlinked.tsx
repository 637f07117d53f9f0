/** Why the run that is shown has no link; it can be handed on as a file, which is opened where it is dropped. */
import { download } from '../browser/download.js';
import { useStore } from '../state/use-store.js';
import { running } from './controller.js';

export function Unlinked(): React.JSX.Element | null {
  const { unlinked, target } = useStore(running);
  if (unlinked === undefined) return null;
  const save = (text: string): void => {
    download(`${target?.unit ?? 'a'}.run.json`, text, 'application/json');
  };
  return (
    <p className="notice warn" role="alert">
      {unlinked.why}{' '}
      {unlinked.kind === 'file' ? (
        <button
          type="button"
          onClick={() => {
            save(unlinked.text);
          }}
        >
          Save it as a file
        </button>
      ) : null}
    </p>
  );
}
