/** What the browser keeps between visits. A browser that keeps nothing is no error. */

export function recall(key: string): unknown {
  try {
    const text = localStorage.getItem(`maat.${key}`);
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** False when there is no room or no permission. */
export function remember(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(`maat.${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** The last moment at which something can be remembered. */
export function beforeLeaving(work: () => void): void {
  addEventListener('pagehide', work);
}
