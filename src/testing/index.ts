/** The conformance suite: whether an adapter keeps what every adapter promises. */
export { type Conformance, defineConformance, type StandIn } from './declaration.ts'
export { type HttpExchange, type HttpProxy, startHttpProxy } from './http-proxy.ts'
export { type Read, remembering } from './make.ts'
export { linesOf, totalOf } from './report.ts'
export { runConformance, type RunOptions } from './run.ts'
export type { Failure, Result } from './verdict.ts'
