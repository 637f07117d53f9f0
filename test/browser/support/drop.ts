// Drags files onto the page, as a person does.
import type { Locator } from 'playwright-core';

export interface Dropped {
  readonly name: string;
  readonly text: string | number;
}

/** The events of a drop, with files in them, as the browser makes them. */
export async function drop(place: Locator, files: readonly Dropped[]): Promise<void> {
  const dataTransfer = await place.page().evaluateHandle(`(${TRANSFER})(${JSON.stringify(files)})`);
  await place.dispatchEvent('dragenter', { dataTransfer });
  await place.dispatchEvent('dragover', { dataTransfer });
  await place.page().getByText('to open them').waitFor();
  await place.dispatchEvent('drop', { dataTransfer });
}

/** A number in place of a text is of so many bytes that nobody reads. */
const TRANSFER = `(files) => {
  const transfer = new DataTransfer();
  for (const { name, text } of files) {
    const content = typeof text === 'number' ? new Uint8Array(text) : text;
    transfer.items.add(new File([content], name));
  }
  return transfer;
}`;
