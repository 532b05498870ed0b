import type net from 'node:net'
import type { Test } from 'tap'
import { startTcp } from '../servers.ts'

// As much of SQL Server's protocol (MS-TDS) as a login and one query need: no real server can be had for the tests.

const PRELOGIN = 0x12
const LOGIN = 0x10
const RPC = 0x03
const ATTENTION = 0x06
const ANSWER = 0x04

export interface TdsServer {
  port: string
  /** Payloads of the statements that have come. */
  statements: Buffer[]
  logins: Buffer[]
  attentions: number
  open(): number
}

/** What a statement is answered with; undefined says nothing. */
export type Answer = (socket: net.Socket) => Buffer | undefined

export async function startTds(
  t: Test,
  answer: Answer,
  loginAnswer: Buffer = Buffer.concat([collationChange(), loginAck(), done()])
): Promise<TdsServer> {
  let open = 0
  const server: TdsServer = { port: '', statements: [], logins: [], attentions: 0, open: () => open }
  const url = await startTcp(t, socket => {
    open++
    socket.on('close', () => open--)
    const send = (payload: Buffer): void => void socket.write(Buffer.concat(packetsOf(payload)))
    onMessage(socket, (type, payload) => {
      if (type === PRELOGIN) send(preloginAnswer)
      else if (type === LOGIN) {
        server.logins.push(payload)
        send(loginAnswer)
      } else if (type === ATTENTION) {
        server.attentions++
        // First what was asked ends, then the attention is acknowledged.
        send(done())
        send(done(0x20))
      } else if (type === RPC) {
        server.statements.push(payload)
        const tokens = answer(socket)
        if (tokens !== undefined) send(tokens)
      } else send(done())
    })
  })
  server.port = new URL(url).port
  return server
}

function onMessage(socket: net.Socket, handle: (type: number, payload: Buffer) => void): void {
  let bytes = Buffer.alloc(0)
  let parts: Buffer[] = []
  socket.on('data', chunk => {
    bytes = Buffer.concat([bytes, chunk])
    for (let length = 0; bytes.length >= 8 && bytes.length >= (length = bytes.readUInt16BE(2));
      bytes = bytes.subarray(length))
    {
      parts.push(bytes.subarray(8, length))
      if ((bytes.readUInt8(1) & 1) === 0) continue
      handle(bytes.readUInt8(0), Buffer.concat(parts))
      parts = []
    }
  })
}

const MOST = 4_000

export function packetsOf(payload: Buffer): Buffer[] {
  const count = Math.max(1, Math.ceil(payload.length / MOST))
  return Array.from({ length: count }, (_, index) => {
    const part = payload.subarray(index * MOST, (index + 1) * MOST)
    const header = Buffer.from([ANSWER, index === count - 1 ? 1 : 0, 0, 0, 0, 0, index % 256, 0])
    header.writeUInt16BE(part.length + 8, 2)
    return Buffer.concat([header, part])
  })
}

// Version 16.0; no encryption to be had.
const preloginAnswer = Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, 2])

function loginAck(): Buffer {
  const name = Buffer.from('Server', 'utf16le')
  const body = Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4, name.length / 2]), name, Buffer.from([16, 0, 0, 0])])
  return Buffer.concat([Buffer.from([0xad]), uint16(body.length), body])
}

function collationChange(): Buffer {
  return Buffer.concat([Buffer.from([0xe3, 8, 0, 7, 5]), collation, Buffer.from([0])])
}

export function done(status = 0): Buffer {
  return Buffer.concat([Buffer.from([0xfd]), uint16(status), Buffer.alloc(10)])
}

export function errorToken(number: number, text: string): Buffer {
  const message = Buffer.from(text, 'utf16le')
  const body = Buffer.concat([int32(number), Buffer.from([1, 14]), uint16(text.length), message, Buffer.from([0, 0]),
    int32(1)])
  return Buffer.concat([Buffer.from([0xaa]), uint16(body.length), body])
}

const collation = Buffer.from([0x09, 0x04, 0xd0, 0x00, 0x34])

/** Columns: how the type is declared, and how a value is written. */
export const types = {
  int: { info: Buffer.from([0x26, 4]), write: (value: number) => Buffer.concat([Buffer.from([4]), int32(value)]) },
  text: {
    info: Buffer.concat([Buffer.from([0xe7]), uint16(200), collation]),
    write: (
      value: string | null
    ) => (value === null ? uint16(0xffff) : Buffer.concat([uint16(value.length * 2), Buffer.from(value, 'utf16le')]))
  },
  decimal: { info: Buffer.from([0x6a, 5, 9, 2]),
    write: (cents: number) => Buffer.concat([Buffer.from([5, 1]), int32(cents)]) },
  datetime: {
    info: Buffer.from([0x6f, 8]),
    // Days since 1900 and three-hundredths of a second.
    write: (iso: string) => {
      const ms = Date.parse(`${iso}Z`) - Date.UTC(1900, 0, 1)
      return Buffer.concat([Buffer.from([8]), int32(Math.floor(ms / 86_400_000)), int32(((ms % 86_400_000) * 3) / 10)])
    }
  }
} as const

export function columns(...list: readonly [name: string, info: Buffer][]): Buffer {
  const parts = list.map(([name, info]) =>
    Buffer.concat([Buffer.alloc(6), info, Buffer.from([name.length]), Buffer.from(name, 'utf16le')])
  )
  return Buffer.concat([Buffer.from([0x81]), uint16(list.length), ...parts])
}

export function row(...values: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([0xd1]), ...values])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32LE(value)
  return bytes
}
