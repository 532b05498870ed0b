import type { Operation } from '../../contract/contract.ts'

/** The operation of the contract that a call of another standard amounts to. */
export function operationOf(operations: readonly Operation[], id: string): Operation {
  const found = operations.find(operation => operation.id === id)
  if (found === undefined) throw new Error(`the contract has no ${id}`)
  return found
}
