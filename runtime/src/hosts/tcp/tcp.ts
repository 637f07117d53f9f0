/**
 * Datagrams over TCP: a connection for each direction between two members, opened by who has something to
 * say. A caller is believed to be who listens at an address when it repeats what it was asked there, so
 * that, as over UDP, nobody can speak for an address who does not hear at it.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Address, Ear, Transport } from '../transport.js';
import { Inbound, type Listener } from './inbound.js';
import { Outbound } from './outbound.js';

export async function openTcp({ host, port }: Address): Promise<Transport> {
  const server = createServer({ noDelay: true });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen({ port, host });
  await once(server, 'listening');
  return new Tcp(server);
}

const MOST_CONNECTIONS = 2048;
const MOST_ADDRESSES = 1024;

class Tcp implements Transport, Listener {
  readonly address: Address;
  private readonly server: Server;
  private readonly inbound = new Set<Inbound>();
  private readonly outbound = new Map<string, Outbound>();
  private ear: Ear | undefined;
  private closed = false;

  constructor(server: Server) {
    this.server = server;
    const { address, port } = server.address() as AddressInfo;
    this.address = { host: address, port };
    server.on('connection', (socket) => {
      this.accept(socket);
    });
    server.on('drop', () => {
      this.drop('too many connections');
    });
    // A connection that could not be accepted is one that did not come about.
    server.on('error', () => undefined);
  }

  listen(ear: Ear): void {
    this.ear = ear;
  }

  send(bytes: Uint8Array, to: Address): void {
    this.wayTo(to)?.send(bytes);
  }

  async close(): Promise<void> {
    this.closed = true;
    const ended = once(this.server, 'close');
    this.server.close();
    for (const connection of this.inbound) connection.destroy();
    await Promise.all([ended, ...[...this.outbound.values()].map((way) => way.close())]);
  }

  greeted(from: Address, challenge: Buffer): void {
    this.wayTo(from)?.reply(challenge);
  }

  proved(from: Address, challenge: Buffer): void {
    this.outbound.get(keyOf(from))?.confirm(challenge);
  }

  isAnswer(from: Address, challenge: Buffer): boolean {
    return this.outbound.get(keyOf(from))?.challenge.equals(challenge) === true;
  }

  hear(bytes: Buffer, from: Address): void {
    if (!this.closed) this.ear?.hear(bytes, from);
  }

  drop(reason: string): void {
    if (!this.closed) this.ear?.drop(reason);
  }

  /** What a stranger claimed is forgotten with it. */
  gone(from: Address | undefined, isProved: boolean): void {
    if (from === undefined || isProved || this.closed) return;
    const way = this.outbound.get(keyOf(from));
    if (way === undefined || way.isWanted) return;
    this.outbound.delete(keyOf(from));
    void way.close();
  }

  private accept(socket: Socket): void {
    const connection = new Inbound(socket, this);
    this.inbound.add(connection);
    socket.on('close', () => this.inbound.delete(connection));
  }

  private wayTo(to: Address): Outbound | undefined {
    const known = this.outbound.get(keyOf(to));
    if (known !== undefined || this.closed) return known;
    if (this.outbound.size >= MOST_ADDRESSES) {
      this.drop('too many addresses');
      return undefined;
    }
    const way = new Outbound(to, this.address, (reason) => {
      this.drop(reason);
    });
    this.outbound.set(keyOf(to), way);
    return way;
  }
}

function keyOf({ host, port }: Address): string {
  return `${host} ${port}`;
}
