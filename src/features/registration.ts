import type { FastifyInstance } from 'fastify'
import type { RouteTable } from '../http/access.ts'
import type { Hub } from '../http/hub.ts'
import type { EnabledFeatures } from './enabled.ts'
import type { Feature } from './feature.ts'

/** What the operations of features that are off answer, by their ids. */
export function refusalsOf({ off }: EnabledFeatures): Map<string, string> {
  return new Map(
    off.flatMap(({ feature, by }) =>
      feature.operations.map((
        id
      ): [string, string] => [id, `${id} belongs to the feature ${feature.name}, which this city has switched off ` +
        `(features.${by}: false in its configuration).`]
      )
    )
  )
}

/** Routes beside the contract of features. */
export function routesOf(features: readonly Feature[]): RouteTable {
  return Object.assign({}, ...features.map(({ routes }) => routes)) as RouteTable
}

/**
 * Registers features, each as an encapsulated plugin of its own.
 * @throws Error when a feature answers other operations than it declares
 */
export async function registerFeatures(app: FastifyInstance, hub: Hub, features: readonly Feature[]): Promise<void> {
  const apis = new Map<string, unknown>()
  for (const feature of features) {
    const others = Object.entries({ ...feature.needs, ...feature.uses })
      .map(([key, { name }]) => [key, apis.get(name)] as const)
    const answered = new Set<string>()
    const own: Hub = { ...hub, answer(handlers) {
      for (const id of Object.keys(handlers)) answered.add(id)
      hub.answer(handlers)
    } }
    const { register } = await feature.plugin()
    await app.register(async scope => {
      apis.set(feature.name, await register(scope, own, Object.fromEntries(others)))
    })
    const differing = [...answered].filter(id => !feature.operations.includes(id)).concat(
      feature.operations.filter(id => !answered.has(id))
    )
    if (differing.length > 0)
      throw new Error(`the feature ${feature.name} does not answer what it declares: ${differing.join(', ')}`)
  }
}
