import type { Adapter } from '../../kit/adapter.ts'

/** The table of products (`adapters/index.ts`): each is imported only when it is asked for. */
export type AdapterTable = Readonly<Record<string, () => Promise<{ adapter: Adapter }>>>

/** The products by name: the adapter, or what its module threw when it was loaded. */
export type LoadedAdapters = ReadonlyMap<string, Adapter | Error>

/** Loads every product of the table. One that throws stands in the result as its error and hurts no other. */
export async function loadAdapters(table: AdapterTable): Promise<LoadedAdapters> {
  return new Map(
    await Promise.all(
      Object.entries(table).map(async ([product, load]) => [product, await loadOne(product, load)] as const)
    )
  )
}

async function loadOne(product: string, load: AdapterTable[string]): Promise<Adapter | Error> {
  try {
    const { adapter } = await load()
    if (adapter === undefined) return new Error(`adapters/${product}/index.ts has no export named adapter`)
    if (adapter.product !== product)
      return new Error(`adapters/${product}/index.ts declares the product "${adapter.product}"`)
    return adapter
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
