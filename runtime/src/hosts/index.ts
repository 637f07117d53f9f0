/** The door for Node.js: members on UDP sockets, groups of processes, logs as files. */
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
export { UdpNode, type Address, type UdpNodeOptions } from './udp-node.js';
export { LogTails, type ProcessLines } from './log-tails.js';
