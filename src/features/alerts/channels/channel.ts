import type { Answer } from '../../webhooks/index.ts'
import type { Message } from '../message.ts'
import type { NoticeBody } from '../notices.ts'
import type { ReceiverConfig } from '../settings.ts'

/**
 * How an attempt ended. `refused`: the receiver, or the way to it, says no, and will say so again unless somebody mends
 * it.
 */
export type SendOutcome = 'sent' | 'refused' | 'busy' | 'timeout' | 'unreachable'

export interface SendResult {
  outcome: SendOutcome
  /** In a few words, without an address, a credential or anything of the answer. */
  detail: string
  /** What the receiver asked for. */
  retryAfterMs?: number
}

/** A notice in words, on its way to one receiver. */
export interface Outgoing {
  /** The same at each attempt: who gets it twice can tell. */
  id: string
  /** When it was written, ms since 1970. */
  at: number
  body: NoticeBody
  message: Message
}

/** A way to a kind of receiver. */
export interface Channel {
  /** Never rejects, but for the reason of the signal. */
  send(receiver: ReceiverConfig, outgoing: Outgoing, signal: AbortSignal): Promise<SendResult>
}

export function resultOf({ outcome, status, detail, retryAfterMs }: Answer): SendResult {
  const later = retryAfterMs === undefined ? {} : { retryAfterMs }
  switch (outcome) {
    case 'delivered':
      return { outcome: 'sent', detail }
    case 'timeout':
      return { outcome: 'timeout', detail }
    case 'unreachable':
      return { outcome: 'unreachable', detail }
    case 'status':
      return {
        outcome: status !== undefined && (status >= 500 || status === 408 || status === 425 || status === 429)
          ? 'busy'
          : 'refused',
        detail,
        ...later
      }
    default:
      return { outcome: 'refused', detail }
  }
}
