/** The diagram as a file of its own, with its colours in it. */
import type { Drawing } from './drawing.js';

const TONE_COLOURS = ['#cfe8e4', '#e4dcf7', '#fbe4c4', '#d7e5fa', '#f7d6dd', '#dcebc8'];
const TOP = 30;

export function svgOf(drawing: Drawing, title: string): string {
  const { width, height, lanes, bands, arrows, events } = drawing;
  const parts = [
    ...bands.map(
      (b) =>
        `<rect x="${b.x - 7}" y="${b.top}" width="14" height="${b.bottom - b.top}" rx="7" fill="${TONE_COLOURS[b.tone] ?? '#ddd'}"/>`,
    ),
    ...lanes.map(
      (l) =>
        `<text x="${l.x - 6}" y="-10" font-weight="bold">${escapeText(l.name)}</text><line x1="${l.x}" y1="0" x2="${l.x}" y2="${height}" stroke="#b8c1c8"/>`,
    ),
    ...arrows.map(
      (a) =>
        `<line x1="${a.x1}" y1="${a.y1}" x2="${a.x2}" y2="${a.y2}" stroke="#0f766e" marker-end="url(#head)"/>`,
    ),
    ...events.map((e) => {
      const dot = e.x === undefined ? '' : `<circle cx="${e.x}" cy="${e.y}" r="4" fill="#1b2227"/>`;
      const number = `<text x="4" y="${e.y + 4}" fill="#5b6770">${e.index + 1}</text>`;
      return `${number}${dot}<text x="${(e.x ?? 36) + 10}" y="${e.y + 4}">${escapeText(e.label)}</text>`;
    }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 ${-TOP} ${Math.ceil(width)} ${height + TOP}" width="${Math.ceil(width)}" height="${height + TOP}" font-family="DejaVu Sans Mono, monospace" font-size="11">
<title>${escapeText(title)}</title>
<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="#0f766e"/></marker></defs>
<rect x="0" y="${-TOP}" width="100%" height="100%" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}

/** As markup has it. */
export function escapeText(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
