import type { About, Entry } from '../catalogue/index.ts'
import { toDataset } from './dataset.ts'
import { dateTime, type Node, present, text, typed } from './graph.ts'
import type { Naming } from './naming.ts'
import { languageOf, LOCAL_AUTHORITY, THEMES } from './vocabularies.ts'

/** Datasets of one page: as many as ckanext-dcat gives. */
export const PAGE = 100

export interface Page {
  entries: readonly Entry[]
  /** From 1. */
  number: number
  /** Datasets on all pages. */
  total: number
  /** Address of a page. */
  urlOf(number: number): string
}

/** The catalogue with the datasets of one page, as DCAT-AP 3 has it, and where its other pages are. */
export function toCatalog(
  { entries, number, total, urlOf }: Page,
  { title, description, publisher, modifiedAt }: About & { modifiedAt: number },
  naming: Naming
): Node[] {
  const { base } = naming
  const last = Math.max(1, Math.ceil(total / PAGE))
  const catalog: Node = {
    iri: `${base}/catalog`,
    types: ['dcat:Catalog'],
    properties: present([
      ['dct:title', text(title)],
      ['dct:description', text(description)],
      ['dct:publisher', [{ iri: `${base}/#publisher`, types: ['foaf:Agent'],
        properties: [['foaf:name', text(publisher)], ['dct:type', [LOCAL_AUTHORITY]]] }]],
      ['foaf:homepage', [{ iri: `${base}/`, types: ['foaf:Document'], properties: [] }]],
      ['dct:language', [languageOf('id')]],
      ['dct:modified', modifiedAt === 0 ? [] : dateTime(modifiedAt)],
      ['dcat:themeTaxonomy', [{ iri: THEMES, types: ['skos:ConceptScheme'],
        properties: [['dct:title', text('Data theme', 'en')]] }]],
      ['dcat:service', [apiOf(naming)]],
      ['dcat:dataset', entries.map(entry => toDataset(entry, naming))]
    ])
  }
  const link = (page: number): { iri: string }[] => (page >= 1 && page <= last ? [{ iri: urlOf(page) }] : [])
  const paging: Node = {
    iri: urlOf(number),
    types: ['hydra:PartialCollectionView', 'hydra:PagedCollection'],
    properties: present([
      ['hydra:totalItems', typed(total, 'xsd:integer')],
      ['hydra:itemsPerPage', typed(PAGE, 'xsd:integer')],
      // The latter of each pair is the older name, which harvesters still look for.
      ['hydra:first', link(1)],
      ['hydra:firstPage', link(1)],
      ['hydra:last', link(last)],
      ['hydra:lastPage', link(last)],
      ['hydra:next', link(number + 1)],
      ['hydra:nextPage', link(number + 1)],
      ['hydra:previous', link(number - 1)],
      ['hydra:previousPage', link(number - 1)]
    ])
  }
  return [catalog, paging]
}

/** The interface through which programs ask for the same. */
function apiOf({ base }: Naming): Node {
  return {
    iri: `${base}/v1`,
    types: ['dcat:DataService', 'rdfs:Resource'],
    properties: [
      ['dct:title', text('Satu API v1')],
      ['dcat:endpointURL', [{ iri: `${base}/v1` }]],
      ['dcat:endpointDescription', [{ iri: `${base}/openapi.json`, types: ['rdfs:Resource'], properties: [] }]]
    ]
  }
}
