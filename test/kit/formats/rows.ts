import { seeded } from '../seeded.ts'

/** All rows of a source, or what it failed with and the rows before. */
export async function rowsOf<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** What reading fails with, and how many rows came before. */
export async function failureOf(rows: AsyncIterable<unknown>): Promise<unknown> {
  try {
    for await (const row of rows) void row
  } catch (error) {
    return error
  }
  return new Error('it did not fail')
}

/** The bytes in pieces of these sizes, over and over. */
export function* pieces(bytes: Uint8Array, ...sizes: number[]): Generator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!
    yield bytes.subarray(at, at + size)
    at += size
  }
}

/** The bytes cut at random places. */
export function* anyPieces(bytes: Uint8Array, seed: number): Generator<Uint8Array> {
  const random = seeded(seed)
  for (let at = 0; at < bytes.length;) {
    const size = random.int(1, 7)
    yield bytes.subarray(at, at + size)
    at += size
  }
}

/** A source that would never end. It counts what was taken, and whether it was closed. */
export function endless(bytes: Uint8Array): { source: AsyncIterable<Uint8Array>; taken: number; isClosed: boolean } {
  const state = { taken: 0, isClosed: false, source: undefined as unknown as AsyncIterable<Uint8Array> }
  state.source = (async function*() {
    try {
      for (;;) {
        state.taken += bytes.length
        yield bytes
      }
    } finally {
      state.isClosed = true
    }
  })()
  return state
}
