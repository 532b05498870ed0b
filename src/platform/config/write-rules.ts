import type { LoadedAdapters } from './adapters.ts'
import { bag, list } from './bag.ts'
import type { Document } from './document.ts'
import type { Problem } from './problems.ts'
import { problemAt } from './shape.ts'

/**
 * Who is to take writes, against what the adapters can do. What has the wrong shape, or names nothing, was told before.
 */
export function checkWriteRules(document: Document, file: string, adapters: LoadedAdapters): Problem[] {
  const { systems, writes } = bag(document.value)
  return Object.entries(bag(writes)).flatMap(([resource, rules]) =>
    list(rules).flatMap((rule, i): Problem[] => {
      const { system: id } = bag(rule)
      if (typeof id !== 'string') return []
      const { adapter: product, resources } = bag(bag(systems)[id])
      const adapter = typeof product === 'string' ? adapters.get(product) : undefined
      if (adapter === undefined || adapter instanceof Error) return []
      const takes = bag(bag(adapter.writes)[resource])['create'] !== undefined
      if (takes && (resources === undefined || list(resources).includes(resource))) return []
      const message = takes
        ? `${id} does not serve ${resource}: it is not among its resources`
        : `the adapter "${adapter.product}" takes no new ${resource}`
      return [problemAt(document, file, `/writes/${resource}/${i}/system`, message)]
    })
  )
}
