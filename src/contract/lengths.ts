import { _, type Ajv2020 } from 'ajv/dist/2020.js'
import { useFunc } from 'ajv/dist/compile/util.js'
import ucs2length from 'ajv/dist/runtime/ucs2length.js'
import limitLength from 'ajv/dist/vocabularies/validation/limitLength.js'

// CommonJS: under Node their default exports are what they export.
const { default: count } = ucs2length
const { default: counted } = limitLength

/**
 * `minLength` and `maxLength` count characters (RFC 8259 as JSON Schema reads it), which takes a walk over each text:
 * two thirds of the time that a record is checked in. A text has no more characters than code units, and no fewer than
 * half as many, so nearly all need no walk.
 */
export function useLengths(ajv: Ajv2020): void {
  for (const keyword of ['maxLength', 'minLength'] as const) {
    ajv.removeKeyword(keyword)
    ajv.addKeyword({
      ...counted,
      keyword,
      // Where ajv has them: an empty text is told to be too short, not to fit no pattern.
      before: 'pattern',
      code(cxt) {
        const { data, schemaCode, gen } = cxt
        const characters = _`${useFunc(gen, count)}(${data})`
        cxt.fail$data(keyword === 'maxLength'
          ? _`${data}.length > ${schemaCode} && ${characters} > ${schemaCode}`
          : _`${data}.length < ${schemaCode} * 2 && ${characters} < ${schemaCode}`)
      }
    })
  }
}
