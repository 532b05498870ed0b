import { iriOf, type Name, type Node, text } from './graph.ts'

/** The EU's vocabularies, which DCAT-AP asks for. */
const AUTHORITY = 'http://publications.europa.eu/resource/authority'

/** Codes by the words of the contract. */
const frequencies: Readonly<Record<string, string>> = {
  continuous: 'UPDATE_CONT',
  hourly: 'HOURLY',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  semiannual: 'ANNUAL_2',
  annual: 'ANNUAL',
  biennial: 'BIENNIAL',
  quinquennial: 'QUINQUENNIAL',
  irregular: 'IRREG',
  unknown: 'UNKNOWN'
}

/** By the name of the format in small letters. */
const fileTypes: Readonly<Record<string, string>> = {
  csv: 'CSV',
  tsv: 'TSV',
  xls: 'XLS',
  xlsx: 'XLSX',
  ods: 'ODS',
  json: 'JSON',
  geojson: 'GEOJSON',
  parquet: 'PARQUET',
  shp: 'SHP',
  kml: 'KML',
  kmz: 'KMZ',
  gml: 'GML',
  gpkg: 'GPKG',
  pdf: 'PDF',
  doc: 'DOC',
  docx: 'DOCX',
  xml: 'XML',
  html: 'HTML',
  txt: 'TXT',
  zip: 'ZIP',
  rdf: 'RDF_XML',
  ttl: 'RDF_TURTLE',
  jpg: 'JPEG',
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  rss: 'RSS'
}

/** Media types of formats whose files do not say theirs. */
const mediaTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  json: 'application/json',
  geojson: 'application/geo+json',
  parquet: 'application/vnd.apache.parquet',
  kml: 'application/vnd.google-earth.kml+xml',
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
  txt: 'text/plain',
  zip: 'application/zip',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg'
}

/** Hashes are told apart by their length, in hex. */
const algorithms: Readonly<Record<number, string>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' }

/** The languages that catalogues are written in. */
const languages: Readonly<Record<'id' | 'en', string>> = { id: 'IND', en: 'ENG' }

export const THEMES = `${AUTHORITY}/data-theme`
/** Who looks after data, among the roles that the INSPIRE register has. */
export const CUSTODIAN = 'http://inspire.ec.europa.eu/metadata-codelist/ResponsiblePartyRole/custodian'

/** A concept of a vocabulary, with what tells that it is one: validators do not follow addresses. */
function concept(iri: string, scheme: string, ...types: readonly [Name, ...Name[]]): Node {
  return { iri, types, properties: [['skos:inScheme', [{ iri: scheme }]]] }
}

export function languageOf(language: 'id' | 'en'): Node {
  return concept(`${AUTHORITY}/language/${languages[language]}`, `${AUTHORITY}/language`, 'dct:LinguisticSystem')
}

export function frequencyOf(word: string | undefined): Node[] {
  const code = find(frequencies, word)
  return code === undefined
    ? []
    : [concept(`${AUTHORITY}/frequency/${code}`, `${AUTHORITY}/frequency`, 'dct:Frequency')]
}

export function fileTypeOf(format: string | undefined): Node[] {
  const code = find(fileTypes, format)
  return code === undefined
    ? []
    : [concept(`${AUTHORITY}/file-type/${code}`, `${AUTHORITY}/file-type`, 'dct:MediaTypeOrExtent')]
}

export function mediaTypeOf(mediaType: string | undefined, format: string | undefined): Node[] {
  const type = mediaType ?? find(mediaTypes, format)
  return type === undefined
    ? []
    : [{ iri: iriOf(`https://www.iana.org/assignments/media-types/${type}`),
      types: ['dct:MediaType', 'dct:MediaTypeOrExtent'], properties: [] }]
}

export function themeOf(code: string, title: Node['properties'][number][1]): Node {
  return { iri: `${THEMES}/${code}`, types: ['skos:Concept'],
    properties: [['skos:prefLabel', title], ['skos:inScheme', [{ iri: THEMES }]]] }
}

/** What kind of publisher an agency of a city is. */
export const LOCAL_AUTHORITY: Node = {
  iri: 'http://purl.org/adms/publishertype/LocalAuthority',
  types: ['skos:Concept'],
  properties: [['skos:prefLabel', text('Local Authority', 'en')], ['skos:inScheme', [{
    iri: 'http://purl.org/adms/publishertype/1.0'
  }]]]
}

/** The algorithm that a hash was made by; undefined for what is none in hex. */
export function algorithmIri(hash: string): string | undefined {
  const name = /^[0-9a-f]+$/i.test(hash) ? algorithms[hash.length] : undefined
  // With https, though the vocabulary itself is called http: the shapes of DCAT-AP take nothing else.
  return name && `https://spdx.org/rdf/terms#checksumAlgorithm_${name}`
}

function find(table: Readonly<Record<string, string>>, word: string | undefined): string | undefined {
  const key = word?.toLowerCase() ?? ''
  return Object.hasOwn(table, key) ? table[key] : undefined
}
