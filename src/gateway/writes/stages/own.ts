import type { Stage } from './stage.ts'

/**
 * Lets citizens change nothing but what is theirs: 403, in the same words whether the record is there or not. Costs a
 * look into the store, and a call to the system where only a NIK in the record can tell; of all others nothing.
 */
export const own: Stage = async ({ operation, sender, sent: { id } }) => {
  if (id !== undefined) await sender.mayChange(operation, id)
}
