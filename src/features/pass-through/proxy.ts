import httpProxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { OutgoingHttpHeaders } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import type { Dispatcher, Pool } from 'undici'
import { SatuError } from '../../errors.ts'
import type { System } from '../../gateway/systems/system.ts'
import type { Call, TraceHeaders } from '../../kit/call.ts'
import { admit, systemOf } from './admit.ts'
import { measured } from './body.ts'
import { faultOf, oddStatus } from './faults.ts'
import { answerHeaders, questionHeaders, toObject } from './headers.ts'
import type { Pools } from './pools.ts'

/** What of a call undici is told, beside what the library tells it. */
interface Leash {
  pool: Pool
  /** How long the call may live: its caller may leave, its time may be up. */
  signal: AbortSignal
  /** Until the first byte of the answer; 0 for as long as the call may live. */
  headersTimeout: number
  /** Of the call's own span, in place of what the caller said. */
  trace: TraceHeaders | undefined
}

/** The library has no place for a call's own limits; what it does up to the request is done at once. */
const leash = new AsyncLocalStorage<Leash>()

/** What the hub says on its own account, in place of what the system says, beside what it has said already. */
export type OwnHeaders = (
  request: FastifyRequest,
  said: ReturnType<FastifyReply['getHeaders']>
) => Readonly<Record<string, string>>

export interface ProxyOptions {
  methods: readonly string[]
  pools: Pools
  /**
   * Runs the call within the guard of its system. It resolves with what the caller did wrong on the way, which is no
   * fault of the system.
   */
  within(
    system: System,
    request: FastifyRequest,
    reply: FastifyReply,
    work: (call: Call) => Promise<SatuError | undefined>
  ): Promise<void>
  ownHeaders: OwnHeaders
}

/** Passes on what may carry a body, with `@fastify/http-proxy`: it streams both ways, and asks once. */
export async function addProxy(app: FastifyInstance, options: ProxyOptions): Promise<void> {
  await app.register(async scope => {
    // Whatever is sent is handed on as it comes: the proxy's own parsers read nothing of it, not even as text.
    scope.removeAllContentTypeParsers()
    await scope.register(httpProxy, optionsOf(options))
  })
}

function optionsOf({ methods, pools, within, ownHeaders }: ProxyOptions): FastifyHttpProxyOptions {
  return {
    // The same connections as for what is asked without a body.
    undici: { request: requestOnLeash as never },
    prefix: '/systems/:system/raw',
    rewritePrefix: '/',
    routes: ['/*'],
    upstream: '',
    config: { name: 'passthrough' },
    httpMethods: [...methods],
    disableRequestLogging: true,
    internalRewriteLocationHeader: false,
    preHandler(request, _reply, done) {
      admit(request)
      done()
    },
    replyOptions: {
      // Opened paths are those of the system's host, whatever path its own address has.
      getUpstream: request => new URL(systemOf(request as FastifyRequest).config.url).origin,
      rewriteRequestHeaders: ({ raw, body, id }, { 'content-length': length }) => ({
        ...toObject<string>(questionHeaders(raw.headers, id, leash.getStore()?.trace)),
        ...(body !== undefined && length !== undefined && { 'content-length': length })
      }),
      rewriteHeaders: headers => toObject(answerHeaders(headers as Parameters<typeof answerHeaders>[0])),
      // What changes something is sent once, whatever comes of it.
      retryDelay: () => null
    },
    handler(request, reply, destination, replyOptions) {
      const system = systemOf(request)
      const said = reply.getHeaders()
      const body = measured(request)
      if (body !== undefined) request.body = body
      return within(system, request, reply,
        ({ signal: time, trace, timeouts: { connectMs, firstByteMs = 0 } = {} }) =>
          new Promise((resolve, reject) => {
            const { signal, onAnswer, onError } = follow({ request, reply, body,
              ownHeaders: () => ownHeaders(request, said) }, time, resolve, reject)
            leash.run({ pool: pools.of(system.config, connectMs), signal, headersTimeout: firstByteMs, trace }, () =>
              reply.from(destination, {
                ...replyOptions,
                onResponse: (_request, _reply, answer) => {
                  onAnswer(answer)
                },
                onError: (_reply, { error }) => {
                  onError(error.cause instanceof Error ? error.cause : error)
                }
              }))
          }))
    }
  }
}

function requestOnLeash(
  options: Dispatcher.RequestOptions,
  done: (error: Error | null, answer: Dispatcher.ResponseData) => void
): void {
  const { pool, signal, headersTimeout } = leash.getStore()!
  pool.request({ ...options, signal, headersTimeout }, (error, answer) => {
    const odd = error === null ? oddStatus(answer.statusCode) : undefined
    if (odd !== undefined) answer.body.on('error', () => {}).destroy()
    done(odd ?? error, answer)
  })
}

/** What the library gives of an answer. */
interface Answer {
  statusCode: number
  stream: Readable
}

interface Followed {
  request: FastifyRequest
  reply: FastifyReply
  body: Transform | undefined
  ownHeaders(): Readonly<Record<string, string>>
}

/** Follows one exchange to its end: the system's last byte, a fault, its time, or a caller who leaves. */
function follow(
  { request, reply, body, ownHeaders }: Followed,
  time: AbortSignal,
  resolve: (wrong: SatuError | undefined) => void,
  reject: (error: Error) => void
) {
  const life = new AbortController()
  const { raw } = reply

  raw.once('close', () => {
    life.abort(new Error('the caller has left'))
    resolve(undefined)
  })
  time.addEventListener('abort', () => {
    const isWaitingForCaller = body !== undefined && !request.raw.complete && body.readableLength === 0
    if (isWaitingForCaller)
      resolve(new SatuError('invalid_request', 'The body did not come in time.', { stage: 'pass through' }))
    else reject(time.reason as Error)
    life.abort(time.reason)
    if (raw.headersSent) raw.destroy()
  }, { once: true })

  return {
    signal: life.signal,
    onAnswer({ statusCode, stream }: Answer): void {
      stream.once('error', error => {
        reject(faultOf(error))
      })
      // Its place is free with its last byte, however slowly its caller reads.
      stream.once('end', () => {
        resolve(undefined)
      })
      if (life.signal.aborted) {
        stream.destroy()
        return
      }
      reply.hijack()
      raw.writeHead(statusCode, reply.headers(ownHeaders()).getHeaders() as OutgoingHttpHeaders)
      // A stream that ends badly takes the other along.
      pipeline(stream, raw, () => {})
    },
    onError(error: Error): void {
      if (error instanceof SatuError) resolve(error)
      else reject(faultOf(error))
    }
  }
}
