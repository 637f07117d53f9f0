/** What of the diagram can be seen, and keeping the moment looked at in it. */
import { useEffect, useState } from 'react';
import { ROW, rowY } from './drawing.js';

export interface Sight {
  readonly top: number;
  readonly height: number;
  readonly width: number;
}

/** What of the diagram can be seen: follows scrolling and the size of the panel. */
export function useSight(place: React.RefObject<HTMLDivElement | null>): Sight {
  const [sight, setSight] = useState<Sight>({ top: 0, height: 400, width: 480 });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const look = (): void => {
      const { scrollTop, clientHeight, clientWidth } = element;
      setSight({ top: scrollTop, height: clientHeight, width: Math.max(clientWidth, 200) });
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [place]);
  return sight;
}

/** Keeps the moment looked at in sight. */
export function useFollowing(place: React.RefObject<HTMLDivElement | null>, at: number): void {
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const y = rowY(at);
    const { scrollTop, clientHeight } = element;
    if (y < scrollTop + ROW) element.scrollTop = Math.max(0, y - 2 * ROW);
    else if (y > scrollTop + clientHeight - 3 * ROW) element.scrollTop = y - clientHeight + 3 * ROW;
  }, [place, at]);
}
