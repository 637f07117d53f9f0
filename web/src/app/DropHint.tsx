/** While files are dragged over the page: what becomes of them. */
import { running } from '../run/controller.js';
import { useStore } from '../state/use-store.js';
import { dragging } from './drops.js';

export function DropHint(): React.JSX.Element | null {
  const isDragging = useStore(dragging);
  const { target } = useStore(running);
  if (!isDragging) return null;
  return (
    <div className="drop-hint" role="status">
      <p>
        Drop logs (<code>*.ndjson</code>) to hold them against{' '}
        {target === undefined ? 'the service that is open' : <b>{target.unit}</b>}, or texts (
        <code>*.ioa</code>) and runs (<code>*.run.json</code>, <code>*.itf.json</code>) to open
        them.
      </p>
    </div>
  );
}
