/** The key with which the server has given out this page: with it, and only with it, the page may start processes. */

const KEPT = 'maat.key';

let key: string | undefined;

/** Called once, before anything is shared: the key is taken out of the address, which people pass on. */
export function takeServerKey(): void {
  const address = new URL(location.href);
  const given = address.searchParams.get('key');
  if (given !== null) {
    address.searchParams.delete('key');
    history.replaceState(null, '', address);
  }
  key = kept(given);
}

/** Undefined where there is no server that starts processes. */
export function serverKey(): string | undefined {
  return key;
}

/** For as long as the tab lives, so that it can be loaded again. */
function kept(given: string | null): string | undefined {
  try {
    if (given !== null) sessionStorage.setItem(KEPT, given);
    return given ?? sessionStorage.getItem(KEPT) ?? undefined;
  } catch {
    return given ?? undefined;
  }
}
