/** A stack of layers, put together and checked once, shared by all engines that run it. */
import type { ActionSchema, LayerModule, Sink, StackModules } from '@maat/layers';
import { fingerprint } from '@maat/spec-lang';
import { readBack, written, writtenSize } from '../wire/message.js';
import type { Codec } from '../wire/codec.js';
import { stackCodec } from '../wire/packet.js';
import type { Wire } from '../wire/datagram.js';

export interface Stack {
  readonly name: string;
  /** From the top down. */
  readonly layers: readonly LayerModule[];
  /** The service that the top layer implements. */
  readonly service: string;
  readonly wire: Wire;
  /** How each layer's messages, the packets of the layer above it, go over the wire. */
  readonly messages: readonly Writing[];
}

/** What a layer may ask about its messages. */
export type Writing = Pick<Sink, 'written' | 'size' | 'read'>;

/** Throws if two neighbours do not fit: the modules are generated, so this is a programmer's mistake. */
export function assemble(modules: StackModules): Stack {
  const { name, layers } = modules;
  const top = layers[0];
  if (top === undefined) throw new TypeError(`stack ${name} has no layers`);
  layers.forEach((upper, i) => {
    checkSeam(upper, layers[i + 1]);
  });
  const text = JSON.stringify([name, layers.map((l) => [l.name, l.packet])]);
  return {
    name,
    layers,
    service: top.implements.name,
    wire: { fingerprint: fingerprint(text), packet: stackCodec(layers) },
    messages: layers.map((_, i) => writing(stackCodec(layers.slice(0, i)))),
  };
}

function writing(codec: Codec): Writing {
  return {
    written: (message) => written(codec, message),
    size: (message) => writtenSize(codec, message),
    read: (text) => readBack(codec, text),
  };
}

/** The actions of the service between two layers that users of it may see. */
function externals(layer: LayerModule): readonly ActionSchema[] {
  return layer.implements.actions.filter((a) => a.kind !== 'internal');
}

/** The lower layer takes every input of the service that the upper one stands on; at the bottom that is the network. */
function checkSeam(upper: LayerModule, lower: LayerModule | undefined): void {
  const given = lower === undefined ? NETWORK : externals(lower).map(signature);
  for (const action of upper.over.actions) {
    if (action.kind !== 'internal' && !given.includes(signature(action))) {
      const below =
        lower === undefined
          ? 'the network'
          : `${lower.name}, which implements ${lower.implements.name},`;
      throw new TypeError(
        `${upper.name} needs ${signature(action)} of ${upper.over.name}; ${below} does not have it`,
      );
    }
  }
}

function signature(action: ActionSchema): string {
  return `${action.kind} ${action.name}/${String(action.parameters.length)}`;
}

const NETWORK = ['input transmit/3', 'output receive/3'];
