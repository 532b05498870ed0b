import { Worker, type WorkerOptions } from 'node:worker_threads'

/** What a thread says to each message that it is given. The last reply ends it. */
export type ThreadReply<R> = { taken: true } | { done: R }

/** A thread that is given one message after the other, and makes something of all of them. */
export interface ThreadFeed<M, R> {
  push(message: M): void
  /** Resolves when more can be taken. Undefined when there is room now. */
  full(): Promise<void> | undefined
  /** The last message, and what came of them. Rejects with what the thread threw. */
  finish(message: M): Promise<R>
  end(): Promise<void>
}

const MESSAGES_UNDER_WAY = 16

/** @param file what the thread runs: it answers each message with a `ThreadReply` */
export function createThreadFeed<M, R>(file: URL, options: WorkerOptions): ThreadFeed<M, R> {
  const worker = new Worker(file, options)
  let underWay = 0
  let resume: (() => void) | undefined
  const made = new Promise<R>((resolve, reject) => {
    worker.on('message', (reply: ThreadReply<R>) => {
      underWay--
      resume?.()
      if ('done' in reply) resolve(reply.done)
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      reject(new Error('the thread ended'))
    })
  })
  // Whoever waits for room is told that there is none to wait for; the fault comes with `finish`.
  made.catch(() => {
    resume?.()
  })

  const push = (message: M): void => {
    underWay++
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage(message)
  }
  return {
    push,
    full: () => (underWay < MESSAGES_UNDER_WAY || worker.threadId === -1 ? undefined : new Promise(resolve => {
      resume = resolve
    })),
    finish(message) {
      push(message)
      return made
    },
    async end() {
      await worker.terminate()
    }
  }
}
