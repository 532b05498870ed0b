import { parentPort, workerData } from 'node:worker_threads'
import { type BuildMessage, createBuild } from './snapshot-build.ts'

const build = createBuild((workerData as { path: string }).path)
parentPort?.on('message', (message: BuildMessage) => {
  const reply = build(message)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
  parentPort?.postMessage(reply)
  if ('done' in reply) parentPort?.close()
})
