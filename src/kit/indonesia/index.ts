/** The formats of Indonesian administration: numbers, names, places, money and time. */
export { parseAddress, type Address, type AddressOptions } from './address.ts'
export { addressLine, type AddressParts } from './address-line.ts'
export { parseBirthDate, type PartialDate } from './birth-date.ts'
export { isRealDate, pastDate, toWib, toWibDate } from './calendar.ts'
export { parseCoordinatePair, parseCoordinates, type CoordinateBox, type Coordinates } from './coordinates.ts'
export { NULL_DATES, parseIndonesianDate, parseIndonesianDateTime, type DateOptions } from './dates.ts'
export { padCode, parseDigits } from './digits.ts'
export { parseFamilyCard } from './family-card.ts'
export {
  nameInitials,
  namesMatch,
  normalizeName,
  parseName,
  titleCaseName,
  type NameOptions,
  type PersonName
} from './names.ts'
export { parsePostalCode, parseUnitNumber } from './neighbourhood.ts'
export { parseNib } from './nib.ts'
export { maskNik, parseNik, type Nik, type NikOptions } from './nik.ts'
export { formatNop, nopFromParts, parseNop, splitNop, type NopParts } from './nop.ts'
export { formatNpwp, npwpCheckDigit, parseNpwp } from './npwp.ts'
export { parseInteger, parseNumber } from './numbers.ts'
export { maskPhone, parsePhone, type PhoneOptions } from './phone.ts'
export { regionNameKey } from './region-names.ts'
export { createRegions, type District, type RegionScheme, type Regions, type RegionsData, type Village } from './regions.ts'
export { formatRupiah, parseRupiah } from './rupiah.ts'
export { parseSex, type Sex } from './sex.ts'
export { legalForm, type LegalForm } from './legal-form.ts'
export { parseMultiline, parseText, toText } from './text.ts'
export { splitTitles, type SplitName } from './titles.ts'
export { createWorkingDays, type WorkingDays, type WorkingDaysOptions, type YearOfHolidays } from './working-days.ts'
