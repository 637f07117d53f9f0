/** Texts packed into the part of an address behind the hash, which no server sees. */

export function pageLink(hash: string): string {
  return `${location.origin}${location.pathname}#run=${hash}`;
}

/** What the present address holds, if it holds a run. */
export function sharedHash(): string | undefined {
  return /^#run=([\w-]+)$/.exec(location.hash)?.[1];
}

export function clearHash(): void {
  history.replaceState(null, '', location.pathname + location.search);
}

export async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** Undefined when it was not packed by `packed`, or is torn. */
export async function unpacked(hash: string): Promise<string | undefined> {
  try {
    const binary = atob(hash.replace(/-/g, '+').replace(/_/g, '/'));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return await new Response(stream).text();
  } catch {
    return undefined;
  }
}
