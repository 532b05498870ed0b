import type { Entry, File, Licence } from '../catalogue/index.ts'
import { dateTime, iriOf, type Node, present, text, typed, type Value } from './graph.ts'
import { datasetIri, type Naming } from './naming.ts'
import { algorithmIri, fileTypeOf, mediaTypeOf } from './vocabularies.ts'

/** A file of a dataset as DCAT-AP 3 has it. */
export function toDistribution(file: File, { id, licence }: Pick<Entry, 'id' | 'licence'>, naming: Naming): Node {
  const { name, description, format, mediaType, size, hash = '', isDownload } = file
  const place: Value[] = [{ iri: iriOf(file.url.startsWith('/') ? `${naming.base}${file.url}` : file.url),
    types: ['rdfs:Resource'], properties: [] }]
  const terms = licence && licenceOf(licence)
  const algorithm = algorithmIri(hash)
  return {
    iri: `${datasetIri(id, naming)}/resource/${file.id}`,
    types: ['dcat:Distribution'],
    properties: present([
      ['dct:title', text(name)],
      ['dct:description', text(description)],
      ['dct:identifier', text(file.id)],
      ['dcat:accessURL', place],
      ['dcat:downloadURL', isDownload ? place : []],
      ['dct:format', fileTypeOf(format)],
      ['dcat:mediaType', mediaTypeOf(mediaType, format)],
      ['dcat:byteSize', typed(size, 'xsd:nonNegativeInteger')],
      ['spdx:checksum', algorithm === undefined ? [] : [{
        types: ['spdx:Checksum'],
        properties: [['spdx:algorithm', [{ iri: algorithm, types: ['spdx:ChecksumAlgorithm'], properties: [] }]], [
          'spdx:checksumValue',
          typed(hash.toLowerCase(), 'xsd:hexBinary')
        ]]
      }]],
      ['dct:license', terms === undefined ? [] : [terms]],
      ['dct:issued', dateTime(file.createdAt)],
      ['dct:modified', dateTime(file.modifiedAt)]
    ])
  }
}

function licenceOf({ url, title }: Licence): Node | undefined {
  return url === undefined
    ? undefined
    : { iri: iriOf(url), types: ['dct:LicenseDocument'], properties: [['dct:title', text(title)]] }
}
