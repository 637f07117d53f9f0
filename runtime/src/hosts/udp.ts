/** Datagrams over UDP: one socket for all. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Address, Ear, Transport } from './transport.js';

export async function openUdp({ host, port }: Address): Promise<Transport> {
  const socket = createSocket({
    type: host.includes(':') ? 'udp6' : 'udp4',
    recvBufferSize: SOCKET_BUFFER,
    sendBufferSize: SOCKET_BUFFER,
  });
  socket.bind(port, host);
  await once(socket, 'listening');
  return new Udp(socket);
}

/** What the system holds until the process gets round to it; it may give less. */
const SOCKET_BUFFER = 1 << 22;

class Udp implements Transport {
  private readonly socket: Socket;

  constructor(socket: Socket) {
    this.socket = socket;
    // A datagram that could not be sent is a lost one.
    socket.on('error', () => undefined);
  }

  get address(): Address {
    const { address, port } = this.socket.address();
    return { host: address, port };
  }

  listen(ear: Ear): void {
    this.socket.on('message', (bytes, from) => {
      ear.hear(bytes, { host: from.address, port: from.port });
    });
  }

  send(bytes: Uint8Array, to: Address): void {
    this.socket.send(bytes, to.port, to.host, () => undefined);
  }

  async close(): Promise<void> {
    this.socket.close();
    await once(this.socket, 'close');
  }
}
