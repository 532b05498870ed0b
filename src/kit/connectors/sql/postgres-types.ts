import type { SqlField } from './driver.ts'

type Parser = (text: string) => SqlField

const instant: Parser = text => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')

/** Text representations by the type's number; those without an entry stay text. */
const PARSERS: Readonly<Record<number, Parser>> = {
  16: text => text === 't', // boolean
  17: text => Buffer.from(text.slice(2), 'hex'), // bytea
  20: text => (Number.isSafeInteger(Number(text)) ? Number(text) : text), // bigint
  21: Number, // smallint
  23: Number, // integer
  26: Number, // oid
  700: Number, // real
  701: Number, // double precision
  1114: instant, // timestamp
  1184: instant // timestamp with time zone
}

const asText: Parser = text => text

/** What pg asks how to read a column. */
export const postgresTypes = { getTypeParser: (type: number): Parser => PARSERS[type] ?? asText }
