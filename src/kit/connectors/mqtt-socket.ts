import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { SystemFault } from '../faults.ts'

export interface MqttSocketOptions {
  socket: Socket
  /** Most bytes of one message, its topic included. */
  maxMessageBytes: number
  /** A larger one was passed over. */
  onOversized(): void
}

const PUBLISH = 3
const PUBACK = 0x40

/**
 * A connection to a broker that lets no message through that is too large: it is passed over as it comes, and
 * acknowledged, as a broker would send it again for ever. Without this a client keeps up to 256 MiB of it in memory.
 */
export class MqttSocket extends Duplex {
  #socket: Socket
  #max: number
  #onOversized: () => void
  #head: number[] = []
  /** Bytes of the packet at hand that are still to come. */
  #left = 0
  #skipped: Skipped | undefined

  constructor({ socket, maxMessageBytes, onOversized }: MqttSocketOptions) {
    super()
    this.#socket = socket
    this.#max = maxMessageBytes
    this.#onOversized = onOversized
    socket.on('data', (chunk: Buffer) => {
      if (this.#take(chunk)) return
      socket.pause()
    })
    socket.on('end', () => this.push(null))
    socket.on('error', error => this.destroy(error))
    socket.on('close', () => this.destroy())
  }

  override _read(): void {
    this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(done)
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }

  /** Sorts bytes into packets; false when the reader has enough for now. */
  #take(chunk: Buffer): boolean {
    let wantsMore = true
    let at = 0
    while (at < chunk.length && !this.destroyed) {
      if (this.#left === 0) {
        at = this.#readHead(chunk, at)
        if (this.#head.length > 0) continue
        if (this.#left === 0) wantsMore = this.#pass(Buffer.of()) && wantsMore
        continue
      }
      const end = Math.min(chunk.length, at + this.#left)
      const part = chunk.subarray(at, end)
      this.#left -= part.length
      at = end
      if (this.#skipped) this.#skip(part)
      else wantsMore = this.#pass(part) && wantsMore
    }
    return wantsMore
  }

  /** Reads the fixed header, byte by byte as it may come in pieces, and hands it on. */
  #readHead(chunk: Buffer, from: number): number {
    let at = from
    while (at < chunk.length) {
      this.#head.push(chunk[at++]!)
      const { length } = this.#head
      if (length === 1 || this.#head[length - 1]! >= 0x80) {
        if (length < 5) continue
        this.destroy(new SystemFault('unreadable', { stage: 'receive', detail: 'did not answer in valid MQTT' }))
        return chunk.length
      }
      this.#beginPacket(this.#head)
      this.#head = []
      break
    }
    return at
  }

  #beginPacket(head: readonly number[]): void {
    this.#left = head.slice(1).reduce((sum, byte, index) => sum + (byte & 0x7f) * 128 ** index, 0)
    if (this.#left <= this.#max) {
      this.push(Buffer.from(head))
    } else if (head[0]! >> 4 === PUBLISH) {
      this.#skipped = { isAcknowledged: (head[0]! & 0x06) === 0x02, start: [], topicEnds: undefined, seen: 0 }
    } else {
      this.destroy(
        new SystemFault('oversized', { stage: 'receive', detail: `sent a packet of more than ${this.#max} bytes` })
      )
    }
  }

  #pass(part: Buffer): boolean {
    return part.length === 0 ? this.readableLength < this.readableHighWaterMark : this.push(part)
  }

  #skip(part: Buffer): void {
    const skipped = this.#skipped!
    // The length of the topic stands first, the packet's id behind the topic.
    for (let index = 0; index < part.length && skipped.start.length < 4; index++, skipped.seen++) {
      const isLength = skipped.seen < 2
      const isId = skipped.topicEnds !== undefined && skipped.seen >= skipped.topicEnds
      if (isLength || isId) skipped.start.push(part[index]!)
      if (skipped.seen === 1) skipped.topicEnds = 2 + skipped.start[0]! * 256 + skipped.start[1]!
    }
    if (this.#left > 0) return
    this.#skipped = undefined
    const [, , high, low] = skipped.start
    if (skipped.isAcknowledged && high !== undefined && low !== undefined)
      this.#socket.write(Buffer.of(PUBACK, 2, high, low))
    this.#onOversized()
  }
}

interface Skipped {
  /** With QoS 1, that is. */
  isAcknowledged: boolean
  /** Two bytes of the topic's length, two of the packet's id. */
  start: number[]
  topicEnds: number | undefined
  seen: number
}
