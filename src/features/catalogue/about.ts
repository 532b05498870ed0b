import type { Config } from '../../platform/config/schema.ts'

/** What the catalogue says of itself. */
export interface About {
  title: string
  description: string
  /** The city, which publishes it. */
  publisher: string
}

export function aboutOf({ city: { name }, catalogue }: Pick<Config, 'city' | 'catalogue'>): About {
  return {
    title: catalogue.title ?? `Data ${name}`,
    description: catalogue.description ??
      `Data terbuka ${name}: data set dari semua aplikasi dan portal yang tersambung.`,
    publisher: name
  }
}
