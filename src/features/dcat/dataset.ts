import { type Entry, groupOfTheme, type Organization, type Sdi, type Translations,
  type Variable } from '../catalogue/index.ts'
import { toDistribution } from './distribution.ts'
import { dateTime, iriOf, type Literal, type Name, type Node, present, type Property, text, typed,
  type Value } from './graph.ts'
import { datasetIri, type Naming } from './naming.ts'
import { CUSTODIAN, frequencyOf, LOCAL_AUTHORITY, themeOf } from './vocabularies.ts'

/** A dataset as DCAT-AP 3 has it, with the metadata of Satu Data Indonesia. */
export function toDataset(entry: Entry, naming: Naming): Node {
  const { id, title, titles, notes, descriptions, key, tags, groups, organization, contact, frequency, temporalStart,
    temporalEnd, conformsTo, place, steward, variables, sdi } = entry
  return {
    iri: datasetIri(id, naming),
    types: ['dcat:Dataset'],
    properties: present([
      ['dct:title', words(title, titles)],
      // DCAT-AP wants one, and a portal may have none.
      ['dct:description', words(notes ?? title, descriptions)],
      ['dct:identifier', [...text(id), ...text(key)]],
      ['dcat:keyword', tags.flatMap(tag => text(tag))],
      ['dcat:theme',
        [...new Set(groups.flatMap(({ theme }) => theme ?? []))].map(code =>
          themeOf(code, text(groupOfTheme(code).title, 'id'))
        )],
      ['dct:publisher', organization === undefined ? [] : [toAgent(organization, naming)]],
      ['dcat:contactPoint', contact === undefined ? [] : [contactOf(contact)]],
      ['dcat:landingPage', entry.page === undefined
        ? []
        : [{ iri: `${naming.base}${entry.page}`, types: ['foaf:Document'], properties: [] }]],
      ['dct:issued', dateTime(entry.createdAt)],
      ['dct:modified', dateTime(entry.modifiedAt)],
      ['dct:accrualPeriodicity', frequencyOf(frequency)],
      ['dct:temporal', temporalStart === undefined && temporalEnd === undefined ? [] : [{
        types: ['dct:PeriodOfTime'],
        properties: present([['dcat:startDate', typed(temporalStart, 'xsd:date')], ['dcat:endDate',
          typed(temporalEnd, 'xsd:date')]])
      }]],
      ['dct:spatial',
        place === undefined ? [] : [{ types: ['dct:Location'], properties: [['skos:prefLabel', text(place)]] }]],
      ['dct:conformsTo', [...standardOf(conformsTo), ...codeListOf(sdi.reference_code)]],
      ['prov:qualifiedAttribution', steward === undefined ? [] : [{
        types: ['prov:Attribution'],
        properties: [['prov:agent', [toAgent(steward, naming)]], ['dcat:hadRole', [{ iri: CUSTODIAN,
          types: ['dcat:Role'], properties: [] }]]]
      }]],
      ...sdiOf(sdi),
      ['schema:variableMeasured', variables.map(variableOf)],
      ['dcat:distribution', entry.files.map(file => toDistribution(file, entry, naming))]
    ])
  }
}

/** Texts in every language that is known; else as it stands. */
function words(plain: string, translations: Translations | undefined): Literal[] {
  return translations === undefined
    ? text(plain)
    : Object.entries(translations).flatMap(([language, words]) => text(words, language))
}

/** An agency of the city. Its IRI leads to what `/v1` says of it. */
export function toAgent({ agencyId, title }: Organization, { base }: Naming): Node {
  return { iri: `${base}/v1/agencies/${agencyId}`, types: ['foaf:Agent'],
    properties: [['foaf:name', text(title)], ['dct:type', [LOCAL_AUTHORITY]]] }
}

function contactOf({ name, email }: { name: string; email?: string }): Node {
  return {
    types: ['vcard:Kind', 'vcard:Organization'],
    properties: present([['vcard:fn', text(name)], ['vcard:hasEmail',
      email === undefined ? [] : [{ iri: iriOf(`mailto:${email}`) }]]])
  }
}

function standardOf(iri: string | undefined): Value[] {
  return iri === undefined ? [] : [{ iri: iriOf(iri), types: ['dct:Standard'], properties: [] }]
}

/** The code list that its codes are from. */
function codeListOf(name: string | undefined): Value[] {
  return name === undefined ? [] : [{ types: ['dct:Standard'], properties: [['dct:title', text(name)]] }]
}

/** The words of Perpres 39/2019, which have no others in the vocabularies of the world. */
const sdiNames: Readonly<Record<keyof Sdi, Name>> = {
  concept: 'sdi:konsep',
  definition: 'sdi:definisi',
  classification: 'sdi:klasifikasi',
  measure: 'sdi:ukuran',
  unit: 'sdi:satuan',
  reference_code: 'sdi:kodeReferensi',
  steward: 'sdi:walidata'
}

function sdiOf(sdi: Sdi): Property[] {
  return (Object.keys(sdiNames) as (keyof Sdi)[]).map(name => [sdiNames[name], text(sdi[name])])
}

/** A column, in words that search engines read too. */
function variableOf({ name, title, definition, unit, ...others }: Variable): Node {
  return {
    types: ['schema:PropertyValue'],
    properties: present([
      ['schema:name', text(name)],
      ['schema:alternateName', text(title, 'id')],
      ['schema:description', text(definition, 'id')],
      ['schema:unitText', text(unit)],
      ...sdiOf({ ...others })
    ])
  }
}
