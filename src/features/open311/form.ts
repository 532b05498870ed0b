import { SatuError } from '../../errors.ts'
import { readMultipart } from '../../http/faces/multipart.ts'
import { MOST_FILES, type Upload } from './media.ts'
import { createParams, type Params, wrong } from './params.ts'

export interface Form {
  params: Params
  files: Upload[]
}

/**
 * What was posted: a form in either encoding. Every part that is a file is a photo, whatever it is called (`media`,
 * `photo1`, `file_…`); a field for one that was left empty is none.
 * @throws SatuError invalid_request
 */
export function readForm(contentType: string, body: Buffer): Form {
  if (/^multipart\/form-data\b/i.test(contentType)) {
    const fields = new URLSearchParams()
    const files: Upload[] = []
    for (const { name, filename, content } of readMultipart(contentType, body)) {
      if (filename === undefined) fields.append(name, content.toString('utf8'))
      else if (content.length > 0) files.push({ field: name, content })
    }
    if (files.length > MOST_FILES) throw wrong('media', `may be ${MOST_FILES} photos`)
    return { params: createParams(fields), files }
  }
  if (contentType !== '' && !/^application\/x-www-form-urlencoded\b/i.test(contentType)) {
    throw new SatuError('invalid_request',
      'The body is no form: application/x-www-form-urlencoded or multipart/form-data.', { stage: 'open311' })
  }
  return { params: createParams(new URLSearchParams(body.toString('utf8'))), files: [] }
}
