// Finds text that is hard to read: all that is in sight, each against the ground that it stands on.
import type { Page } from 'playwright-core';

/** Of the usual guideline for text of any size. */
const LEAST_CONTRAST = 4.5;

/** Each as `ratio text`; disabled controls may be faint. */
export function faintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(${FIND})(${LEAST_CONTRAST})`);
}

const FIND = `(least) => {
  const numbers = (text) => text.split(/[ ,/]+/).filter((t) => t !== '').map(Number);
  const colourOf = (css) => {
    const [, rgb] = /^rgba?\\(([^)]+)\\)/.exec(css) ?? [];
    if (rgb !== undefined) { const [r, g, b, a = 1] = numbers(rgb); return [r, g, b, a]; }
    const [, unit] = /^color\\(srgb ([^)]+)\\)/.exec(css) ?? [];
    if (unit === undefined) return [0, 0, 0, 0];
    const [r, g, b, a = 1] = numbers(unit);
    return [255 * r, 255 * g, 255 * b, a];
  };
  const over = (top, ground) =>
    [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3])).concat(1);
  const groundOf = (element) => {
    const above = [];
    for (let e = element; e !== null; e = e.parentElement) {
      const colour = colourOf(getComputedStyle(e).backgroundColor);
      above.push(colour);
      if (colour[3] === 1) break;
    }
    return above.reverse().reduce((ground, colour) => over(colour, ground), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((v) =>
      v / 255 <= 0.03928 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const isInSight = (node) => {
    const element = node.parentElement;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const { width, height, top, bottom, left, right } = range.getBoundingClientRect();
    return width * height > 0 && bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
  };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (node.data.trim() === '' || !isInSight(node) || element.closest(':disabled')) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    const ink = over(colourOf(element.closest('svg') ? style.fill : style.color), ground);
    const [more, less] = [light(ink), light(ground)].sort((a, b) => b - a);
    const ratio = (more + 0.05) / (less + 0.05);
    if (ratio < least) found.add(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
  }
  return [...found];
}`;
