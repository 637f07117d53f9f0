/** What is printed in place of the page. */

/** Called when paper is wanted; where it gives nothing, the page is printed as it is. The answer ends it. */
export function onPaper(make: () => HTMLElement | undefined): () => void {
  let paper: HTMLElement | undefined;
  const clear = (): void => {
    paper?.remove();
    paper = undefined;
  };
  const show = (): void => {
    clear();
    paper = make();
    if (paper === undefined) return;
    paper.classList.add('paper');
    document.body.append(paper);
  };
  window.addEventListener('beforeprint', show);
  window.addEventListener('afterprint', clear);
  return () => {
    clear();
    window.removeEventListener('beforeprint', show);
    window.removeEventListener('afterprint', clear);
  };
}

export function print(): void {
  window.print();
}
