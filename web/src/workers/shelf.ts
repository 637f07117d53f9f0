/** The layers' texts, as they stand in the repository: data, bundled with the workers that read them. */
import type { Shelf } from '../spec/workspace.js';

const texts = import.meta.glob<string>('../../../layers/**/*.ioa', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const SHELF: Shelf = new Map(
  Object.entries(texts).map(([path, text]) => [path.replace(/^.*?\/(?=layers\/)/, ''), text]),
);
