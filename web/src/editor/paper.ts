/** A text as it is printed: in the editor's colours, with numbered lines, and signs for operators. */
import { withSigns } from '@maat/spec-lang/service';
import type { Source } from '@maat/spec-lang';
import { colouredHtml } from './colours.js';

export function paperOf({ file, text }: Source): HTMLElement {
  const paper = document.createElement('article');
  const title = document.createElement('h1');
  title.textContent = file;
  const body = document.createElement('div');
  // Made by the highlighter, which escapes what it is given.
  body.innerHTML = colouredHtml(withSigns(text).trimEnd());
  paper.append(title, body);
  return paper;
}
