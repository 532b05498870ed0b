import { coded, object, oneOf, several } from './schema-parts.ts'
import { weekdays } from './week.ts'

/** A time of day on some days: see `Hours`. */
export const HoursSchema = object({
  days: several(oneOf(weekdays, 'A day.'), 'On these days; every day when left out.', { minItems: 1,
    default: [...weekdays] }),
  from: coded('^([01]\\d|2[0-3]):[0-5]\\d$', '06:00', 'Time of day in the city.'),
  to: coded('^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', '22:00', 'Time of day; on the next day when it is not after `from`.')
})
