/** The conformance suite: whether an adapter keeps what every adapter promises. */
export { defineConformance, type Conformance, type StandIn } from './declaration.ts'
export { startHttpProxy, type HttpExchange, type HttpProxy } from './http-proxy.ts'
export { remembering, type Read } from './make.ts'
export { linesOf, totalOf } from './report.ts'
export { runConformance, type RunOptions } from './run.ts'
export type { Failure, Result } from './verdict.ts'
