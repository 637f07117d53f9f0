/** The door for Node.js: members on sockets of UDP or TCP, groups of processes, logs as files. */
export {
  launch,
  LaunchFailure,
  type LaunchOptions,
  type LaunchResult,
  type Progress,
} from './launcher.js';
export {
  LiveGroup,
  MOST_MEMBERS,
  type LiveDeed,
  type LiveMember,
  type LiveNews,
  type LiveOptions,
} from './live-group.js';
export { loadStack } from './load-stack.js';
export type { MemberStatus, StackSource } from './messages.js';
export { closeKilled, TraceFile } from './trace-file.js';
export { SocketNode, type SocketNodeOptions } from './socket-node.js';
export { answerFrame, datagramFrame, FrameReader, greetingFrame } from './tcp/frames.js';
export { openTcp } from './tcp/tcp.js';
export type { Address, Ear, Transport, TransportName } from './transport.js';
export { LogTails, type ProcessLines } from './log-tails.js';
