/** Packets of a stack: each layer's header around the packet of the layer above. */
import type { LayerModule, Packet, UnionSchema } from '@maat/layers';
import { codecOf, TEXT, type Codec } from './codec.js';
import { Malformed } from './reader.js';

/** The codec of what the lowest of the layers (given from the top down) hands to the network. */
export function stackCodec(layers: readonly LayerModule[]): Codec {
  return layers.reduce(packetCodec, TEXT);
}

/**
 * One number says which header there is and whether a body follows: twice the case's number, from
 * 1 (0: no header), plus 1 for a body.
 */
function packetCodec(body: Codec, layer: LayerModule): Codec {
  const headers = headerUnion(layer).cases.map((c) => ({
    tag: c.tag,
    codec: codecOf(
      { kind: 'tuple', name: c.tag, fields: c.fields },
      new Map([[layer.message, body]]),
    ),
  }));
  const numbers = new Map(headers.map((h, i) => [h.tag, i + 1]));
  return {
    write: (w, value) => {
      const packet = value as Packet;
      const number = packet.header === null ? 0 : (numbers.get(packet.header.tag) ?? -1);
      w.varint(number * 2 + (packet.body === null ? 0 : 1));
      if (packet.header !== null) headers[number - 1]?.codec.write(w, packet.header);
      if (packet.body !== null) body.write(w, packet.body);
    },
    read: (r): Packet => {
      const bits = r.varint();
      const header = bits < 2 ? null : readHeader(headers[Math.floor(bits / 2) - 1], r);
      return { header, body: bits % 2 === 1 ? body.read(r) : null };
    },
    least: 1,
  };
}

function readHeader(
  chosen: { readonly tag: string; readonly codec: Codec } | undefined,
  r: Parameters<Codec['read']>[0],
): Packet['header'] {
  if (chosen === undefined) throw new Malformed('unknown header');
  return { tag: chosen.tag, ...(chosen.codec.read(r) as object) };
}

function headerUnion(layer: LayerModule): UnionSchema {
  const header = layer.packet.fields[0]?.sort;
  if (header?.kind !== 'null' || header.of.kind !== 'union') {
    throw new TypeError(`${layer.name}: the packet does not begin with a header`);
  }
  return header.of;
}
