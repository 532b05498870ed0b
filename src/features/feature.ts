import type { FastifyInstance } from 'fastify'
import type { CommandTable } from '../cli/command.ts'
import type { RouteTable } from '../http/access.ts'
import type { Hub } from '../http/hub.ts'
import type { FeatureSection } from '../platform/config/section.ts'
import type { MigrationSteps } from '../platform/store/migrations/index.ts'

/**
 * A part of the product that can be switched off: everything of it lies in its folder, and `src/features.ts` is the one
 * place that names it. A feature that is off costs nothing: its plugin is not registered, its tables are not made, and
 * its operations answer 501.
 */
export interface Feature<Api = unknown> {
  /** As `features: { <name>: false }` in the city's file has it. */
  name: string
  /** Features that it cannot do without: it is off where one of them is. */
  needs: Readonly<Record<string, Feature>>
  /** Features that it uses where they are on. */
  uses: Readonly<Record<string, Feature>>
  /** Its part of the city's file. */
  section?: FeatureSection
  /** The steps that make its tables, by name and each loaded when it is called for. No other feature reads them. */
  migrations?: MigrationSteps
  /** Ids of the operations of the contract that it answers. */
  operations: readonly string[]
  /** Its routes beside the contract, by name, with who may use them. */
  routes: RouteTable
  /**
   * Its words of the `satu` command, each loaded when it is called for. `system drift` puts `drift` under a word of
   * somebody else.
   */
  commands: CommandTable
  /** Loads its plugin. A feature that is off is never loaded. */
  plugin(): Promise<FeaturePlugin<Api>>
}

export interface FeaturePlugin<Api, Others = Readonly<Record<string, unknown>>> {
  /**
   * An encapsulated Fastify plugin: routes, hooks and jobs; `onClose` lets go of what it opened, in the reverse order
   * of registration. No system is connected yet: what asks one waits for `onReady`.
   * @param others what the features gave that it needs, or uses where they are on
   * @returns what features that need it get
   */
  register(app: FastifyInstance, hub: Hub, others: Others): Api | Promise<Api>
}

/** What features give to those that need them. */
type ApisOf<Features extends Readonly<Record<string, Feature>>> = {
  [Name in keyof Features]: Features[Name] extends Feature<infer Api> ? Api : never
}

// oxlint-disable-next-line typescript/no-generated-empty-object-type -- a feature that needs no other
type None = Readonly<Record<never, Feature>>

interface Definition<Api, Needs extends Readonly<Record<string, Feature>>,
  Uses extends Readonly<Record<string, Feature>>>
  extends Partial<Pick<Feature, 'section' | 'migrations' | 'operations' | 'routes' | 'commands'>>
{
  name: string
  needs?: Needs
  uses?: Uses
  plugin?(): Promise<FeaturePlugin<Api, ApisOf<Needs> & Partial<ApisOf<Uses>>>>
}

/** Declares a feature; `src/features.ts` registers it. */
export function defineFeature<
  Api = void,
  Needs extends Readonly<Record<string, Feature>> = None,
  Uses extends Readonly<Record<string, Feature>> = None
>(
  { needs, uses, operations = [], routes = {}, commands = {}, plugin, ...rest }: Definition<Api, Needs, Uses>
): Feature<Api> {
  return {
    ...rest,
    needs: needs ?? {},
    uses: uses ?? {},
    operations,
    routes,
    commands,
    plugin: async () => (await plugin?.() ?? { register() {} }) as FeaturePlugin<Api>
  }
}

/** The steps of features by name, for `openStore`. */
export function migrationsOf(features: readonly Feature[]): MigrationSteps {
  return merge(features, ({ migrations = {} }) => migrations)
}

/** The commands of features, for the `satu` command. */
export function commandsOf(features: readonly Feature[]): CommandTable {
  return merge(features, ({ commands }) => commands)
}

/** @throws Error when two features have the same name for something of theirs */
function merge<T>(
  features: readonly Feature[],
  entriesOf: (feature: Feature) => Readonly<Record<string, T>>
): Record<string, T> {
  const merged: Record<string, T> = {}
  for (const feature of features) {
    for (const [name, value] of Object.entries(entriesOf(feature))) {
      if (Object.hasOwn(merged, name)) throw new Error(`the feature ${feature.name} has a second "${name}"`)
      merged[name] = value
    }
  }
  return merged
}
