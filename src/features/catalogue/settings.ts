import { type Static, Type } from 'typebox'
import { object, text } from '../../platform/config/schema-parts.ts'

/** What is said of the catalogue of open data as a whole. */
export const CatalogueSchema = object({
  title: Type.Optional(text('What the catalogue of open data is called; `Data <name of the city>` without it.')),
  description: Type.Optional(text('What it holds, in a sentence.'))
}, { default: {}, description: 'What the CKAN and DCAT faces say of the catalogue of open data.' })

type CatalogueConfig = Static<typeof CatalogueSchema>

declare module '../../platform/config/schema.ts' {
  interface ConfigFile {
    catalogue: CatalogueConfig
  }
  interface Config {
    catalogue: CatalogueConfig
  }
}
