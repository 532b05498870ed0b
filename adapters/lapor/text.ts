import { decodeEntitiesOnce, redactPersonalNumbers } from '../../src/kit/index.ts'

// LAPOR escapes on the way in and again when it stores; some texts went through it three times.
const ROUNDS = 3

/** Without the entities. Anything but text is left to the field reader. */
export function plain(raw: unknown): unknown {
  if (typeof raw !== 'string') return raw
  let text = raw
  for (let round = 0; round < ROUNDS; round++) text = decodeEntitiesOnce(text)
  return text
}

/** What citizens typed and anybody may read: decoded first, as an entity between two digits would hide a number. */
export function publicText(raw: unknown): unknown {
  const text = plain(raw)
  return typeof text === 'string' ? redactPersonalNumbers(text) : text
}
