import addFormats from 'ajv-formats'
import type { Ajv2020 } from 'ajv/dist/2020.js'

// Every record of every list holds three or more of them, nearly all spelled like this: one pattern in place of four.
const PLAIN_DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/
const PLAIN_DATE_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\+07:00|Z)$/

/** The formats that the contract names. Dates and times are those of RFC 3339, leap days and leap seconds included. */
export function useFormats(ajv: Ajv2020): void {
  // ajv-formats is CommonJS: under Node its default export is the function itself.
  ;(addFormats as unknown as (instance: Ajv2020) => void)(ajv)
  hasten(ajv, 'date', PLAIN_DATE)
  hasten(ajv, 'date-time', PLAIN_DATE_TIME)
}

function hasten(ajv: Ajv2020, name: string, plain: RegExp): void {
  const { validate } = ajv.formats[name] as { validate: (text: string) => boolean }
  ajv.addFormat(name, { validate: (text: string) => plain.test(text) || validate(text) })
}
