import { randomInt } from 'node:crypto'

/** Crockford's Base32: no I, L, O or U, so that nothing is misheard or misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 11
const ID = /^sub-([0-9A-Z]{12})$/

/** A new receipt: 11 characters at random (55 bits) and one that tells a slip of the tongue. */
export function newReceipt(): string {
  const text = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return text + checkCharacter(text)
}

/** The receipt as it is printed and read out: `K7Q2-M9X4-TBAJ`. */
export function printReceipt(receipt: string): string {
  return receipt.replace(/(.{4})(?=.)/g, '$1-')
}

/** Reads a receipt as people write it: small letters, dashes, blanks, an O for a 0. Undefined when it is none. */
export function readReceipt(text: string): string | undefined {
  const receipt = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  const isWhole = receipt.length === LENGTH + 1 && receipt.split('').every(character => ALPHABET.includes(character))
  return isWhole && checkCharacter(receipt.slice(0, LENGTH)) === receipt.at(-1) ? receipt : undefined
}

export function submissionId(receipt: string): string {
  return `sub-${receipt}`
}

export function receiptOf(id: string): string {
  return ID.exec(id)?.[1] ?? ''
}

/**
 * Odd weights, which 32 does not share a factor with: one wrong character is always noticed, two swapped ones mostly.
 */
function checkCharacter(text: string): string {
  const sum = text.split('').reduce((total, character, place) => total + ALPHABET.indexOf(character) * (2 * place + 1),
    0)
  return ALPHABET[sum % ALPHABET.length] ?? ''
}
