/** The run as a picture, as a trace for other tools, as a link. */
import { useState } from 'react';
import { copyText, download } from '../browser/download.js';
import { draw } from './drawing.js';
import { itfOfRun, linkOfRun } from './share.js';
import { pathOf } from './history.js';
import { running } from './controller.js';
import { svgOf } from './svg.js';

const PICTURE_WIDTH = 900;

export function ExportMenu(): React.JSX.Element {
  const [copied, setCopied] = useState('Link');
  const share = async (): Promise<void> => {
    const linked = await linkOfRun();
    if (linked.kind === 'link') setCopied((await copyText(linked.link)) ? 'Copied' : 'Not copied');
    else running.update((s) => ({ ...s, unlinked: linked }));
  };
  return (
    <span className="toolbar-group">
      <button type="button" title="Save the diagram" onClick={savePicture}>
        SVG
      </button>
      <button type="button" title="Save the run for other tools" onClick={() => void saveTrace()}>
        ITF
      </button>
      <button
        type="button"
        title="Copy a link that holds the specification and this run"
        onClick={() => void share()}
      >
        {copied}
      </button>
    </span>
  );
}

function savePicture(): void {
  const { view, history } = running.get();
  if (view === undefined || history === undefined) return;
  const steps = pathOf(history).flatMap((m) => m.step ?? []);
  const svg = svgOf(draw(view, steps, PICTURE_WIDTH), `A run of ${view.name}, ${view.scope}`);
  download(`${view.name}.svg`, svg, 'image/svg+xml');
}

async function saveTrace(): Promise<void> {
  const itf = await itfOfRun();
  if (itf !== undefined)
    download(`${running.get().view?.name ?? 'run'}.itf.json`, itf, 'application/json');
}
