/** Instances of the normal form: their obligations. */
export type { ClauseMatch, Image, InstanceClaim, InstanceProgram, ServiceClause } from './claim.js';
export { instanceCases, type Use } from './cases.js';
