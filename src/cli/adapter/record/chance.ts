import { createHmac, randomBytes } from 'node:crypto'

/**
 * Numbers that follow from a text and a secret of one recording: the same text gives the same, and nobody can turn it
 * back.
 */
export interface Chance {
  /** From 0 up to, not including, `below`. `use` keeps what is derived for one purpose apart from the others. */
  number(use: string, text: string, below: number): number
  /** So many digits. */
  digits(use: string, text: string, count: number): string
}

/** @param secret only for tests: without it each recording has one of its own, which is kept nowhere */
export function createChance(secret: Uint8Array | string = randomBytes(32)): Chance {
  const bytes = (use: string, text: string): Buffer => createHmac('sha256', secret).update(`${use}\0${text}`).digest()
  return {
    number: (use, text, below) => bytes(use, text).readUIntBE(0, 6) % below,
    digits: (use, text, count) =>
      Array.from({ length: count }, (_, place) => bytes(`${use}/${place >> 4}`, text)[place % 16]! % 10).join('')
  }
}
