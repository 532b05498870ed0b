import { createRequire, syncBuiltinESMExports } from 'node:module'

/**
 * Loaded before each test file. tap follows every promise of a process to know which test an error belongs to that
 * nobody caught; with millions of records that is most of the time. Timers and sockets are still followed: an error
 * that comes behind a promise alone fails the file all the same, under the name of the test that was not finished.
 */
const hooks = createRequire(import.meta.url)('node:async_hooks') as typeof import('node:async_hooks')
const { createHook } = hooks
hooks.createHook = callbacks =>
  createHook({ ...callbacks, ...(callbacks.promiseResolve === undefined && { trackPromises: false }) })
syncBuiltinESMExports()
